// What the page asks of the service, and what comes back: an answer, or a reason why there is none.

import { keep, kept } from "./reading.js";

/** A request that got no answer: `error` is its kind, the message the reason for people. */
export class Refused extends Error {
  constructor(error, reason) {
    super(reason);
    this.error = error;
  }
}

const BUSY_TRIES = 4;

/** Asks the user for a token, set by the page: `again` says that the last one was wrong. Resolves when there is one. */
export const entry = { ask: async (again) => {} };

/** The service's answer. Posts where there is a `body`. Raises Refused, and AbortError where `signal` says so. */
export async function ask(path, body, signal) {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(path, body, signal);
    if (answer.ok) return await answer.json();
    const { error, reason } = await answer.json().catch(() => ({ error: "odd", reason: `it answered with status ${answer.status}` }));
    if (answer.status === 401) {
      await entry.ask(kept("token", "sessionStorage") !== null);
    } else if (answer.status === 503 && attempt < BUSY_TRIES) {
      await wait(Number(answer.headers.get("Retry-After") ?? 1) * 1000, signal);
    } else {
      throw new Refused(error, sentence(reason));
    }
  }
}

async function send(path, body, signal) {
  const headers = {};
  const token = kept("token", "sessionStorage");
  if (token) headers.Authorization = `Bearer ${token}`;
  const options = { headers, signal, cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  }
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("unreachable", "The service does not answer. Is “mtlint serve” still running?");
  }
}

/** Keep the token until the tab is closed. */
export function remember(token) {
  keep("token", token, "sessionStorage");
}

function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}
