"""What the service bears: bodies, requests at once, time; and how it stops."""

import os
import signal
import socket
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import httpx
import pytest

from tests.qa.server.conftest import Obedient, Service, Start


def ask(service: Service, text: str, **more: object) -> httpx.Response:
    return service.client.post("/v1/check", json={"text": text, "language": "en", **more})


def test_a_body_over_the_limit_is_refused_and_its_sender_hears_why(start: Start) -> None:
    service = start("--max-body", "1000")
    for size, status in ((900, 200), (1001, 413), (50_000, 413)):
        response = service.client.post("/v1/check", content=b"a" * size, headers={"Content-Type": "text/plain"})
        assert response.status_code == status, size
    assert response.json() == {"error": "too-large", "reason": "larger than 1,000 bytes; --max-body lets more in"}
    chunks = (b"word " * 100 for _ in range(20))  # its length is not told ahead
    response = service.client.post("/v1/check", content=chunks, headers={"Content-Type": "text/plain"})
    assert response.status_code == 413
    response = service.client.post("/v2/check", data={"language": "en", "text": "word " * 400})
    assert (response.status_code, response.text[:7]) == (413, "Error: ")
    assert service.client.get("/v2/maxtextlength").text == "1000"


def test_a_body_that_does_not_arrive_is_not_waited_for(start: Start) -> None:
    service = start("--timeout", "1")
    port = int(service.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as slow:
        slow.sendall(
            b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nfew"
        )
        assert slow.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_packed_bodies_are_refused(service: Service) -> None:
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    assert service.client.post("/v1/check", content=b"\x1f\x8b", headers=headers).status_code == 415


def test_a_check_over_its_time_frees_its_process(start: Start, obedient: Obedient) -> None:
    service = start("--jobs", "1", "--timeout", "3", environment=obedient.environment)

    def is_well() -> bool:  # on a busy machine the first check after a start may itself take too long
        return any(ask(service, "All is well.").status_code == 200 for _ in range(20))

    assert is_well()
    response = ask(service, "Please wait 3000 seconds.")
    assert response.status_code == 504
    assert response.json()["error"] == "too-slow"
    with pytest.raises(ProcessLookupError):
        os.kill(obedient.wait_for("Please wait 3000 seconds."), 0)
    assert is_well()


def test_a_process_that_dies_takes_its_own_request_along_and_no_other(start: Start, obedient: Obedient) -> None:
    service = start("--jobs", "1", environment=obedient.environment)
    response = ask(service, "Please die here.")
    assert (response.status_code, response.json()["error"]) == (500, "died")
    assert ask(service, "All is well.").status_code == 200


def test_a_rule_that_crashes_is_in_the_report(start: Start, obedient: Obedient) -> None:
    response = ask(start(environment=obedient.environment), "Please crash here.")
    assert response.status_code == 200
    assert response.json()["articles"][0]["verdict"] == "error"
    assert "obedient" in response.json()["errors"][0]["message"]


def test_requests_over_the_queue_are_told_to_come_again(start: Start, obedient: Obedient) -> None:
    service = start("--jobs", "1", "--max-queue", "2", environment=obedient.environment)
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(ask, service, "Please wait 6 seconds.")
        obedient.wait_for("Please wait 6 seconds.")
        others = [threads.submit(ask, service, f"Number {number} is short.") for number in range(6)]
        assert service.client.get("/healthz").json() == {"status": "ok"}  # all the while
        statuses = [one.result().status_code for one in others]
        assert sorted(statuses) == [200, 200, 503, 503, 503, 503]
        refused = others[statuses.index(503)].result()
        assert refused.json()["error"] == "busy"
        assert int(refused.headers["retry-after"]) > 0
        assert first.result().status_code == 200
    assert ask(service, "Come again.").status_code == 200
    assert sum(text.startswith("Number") for _, text in obedient.told()) == 2


def test_nobody_checks_for_a_client_that_went_away(start: Start, obedient: Obedient) -> None:
    service = start("--jobs", "1", "--max-queue", "1", environment=obedient.environment)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(ask, service, "Please wait 6 seconds.")
        obedient.wait_for("Please wait 6 seconds.")
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{service.url}/v1/check", json={"text": "Never mind."}, timeout=1, trust_env=False)
        assert any(ask(service, "The place is free again.").status_code == 200 for _ in range(100))
        assert first.result().status_code == 200
    assert "Never mind." not in [text for _, text in obedient.told()]


def test_two_hundred_at_once_are_all_answered_rightly(service: Service) -> None:
    def article(number: int) -> str:
        filling = "The council met on Monday to hear what the engineers had found at the old bridge. " * 61
        return f"Report number {number}. {filling}The the mayor{'s' * (number % 3)} of ward {number} spoke last."

    answers: list[Future[httpx.Response]] = []
    with (
        ThreadPoolExecutor(200) as threads,
        httpx.Client(base_url=service.url, timeout=300, trust_env=False, limits=httpx.Limits(max_connections=None)) as client,
    ):
        barrier = threading.Barrier(200)

        def send(number: int) -> httpx.Response:
            barrier.wait()
            body = {"text": article(number), "language": "en", "id": f"n{number}", "select": ["repeated-word"]}
            return client.post("/v1/check", json=body)

        answers = [threads.submit(send, number) for number in range(200)]
        for number, answer in enumerate(answers):
            response = answer.result()
            assert response.status_code == 200, response.text
            (one,) = response.json()["articles"]
            (finding,) = one["findings"]
            assert one["id"] == f"n{number}"
            assert article(number)[finding["start"] : finding["end"]] == "The the"


@pytest.mark.parametrize(("how", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_what_runs_is_finished_before_it_stops(start: Start, obedient: Obedient, how: signal.Signals, status: int) -> None:
    service = start("--jobs", "1", environment=obedient.environment)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(ask, service, "Please wait 3 seconds.")
        obedient.wait_for("Please wait 3 seconds.")
        service.process.send_signal(how)
        assert running.result().status_code == 200
    stopped, log = service.stop(how)
    assert stopped == status
    assert "Traceback" not in log


def test_ctrl_c_at_the_terminal_reaches_the_processes_too(start: Start, obedient: Obedient) -> None:
    service = start("--jobs", "1", environment=obedient.environment)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(ask, service, "Please wait 3 seconds.")
        worker = obedient.wait_for("Please wait 3 seconds.")
        os.kill(worker, signal.SIGINT)
        service.process.send_signal(signal.SIGINT)
        assert running.result().status_code == 200
    assert service.stop(signal.SIGINT)[0] == 130


def test_the_log_names_no_words_of_an_article(start: Start, obedient: Obedient) -> None:
    service = start(environment=obedient.environment)
    ask(service, "Zanzibar one.")
    ask(service, "Zanzibar, please crash.")
    service.client.get("/v2/check", params={"text": "Zanzibar two.", "language": "en"})
    service.client.post("/v1/check?id=Zanzibar", content=b"{Zanzibar", headers={"Content-Type": "application/json"})
    _, log = service.stop()
    assert "Zanzibar" not in log
    assert "POST /v1/check 200" in log
    assert "GET /v2/check 200" in log
    assert "POST /v1/check 400" in log
    assert start("--quiet").stop() == (0, "")
