"""The description of the service: valid, and true of what the service answers."""

import os
import subprocess
import sys
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from tests.qa.server.conftest import Service, Start


def test_it_is_a_valid_description_of_every_path(service: Service) -> None:
    description = service.client.get("/openapi.json").json()
    validate(description, cls=OpenAPIV31SpecValidator)
    assert set(description["paths"]) == {
        "/v1/check", "/v1/review", "/v1/service", "/v1/rules", "/v1/languages", "/v1/names", "/v2/check", "/v2/languages", "/v2/info", "/healthz",
    }  # fmt: skip


def test_answers_are_as_described_whatever_is_asked(start: Start, tmp_path: Path) -> None:
    """But for what no schema says: which words are rules, tags or names, and that of two fields one is to be given."""
    service = start()  # one of its own: names are added to its settings
    command = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    done = subprocess.run(
        [
            command, "run", f"{service.url}/openapi.json", "--no-color", "--max-examples", "6", "--generation-deterministic",
            "--phases", "coverage,fuzzing", "--exclude-checks", "positive_data_acceptance",
        ],
        capture_output=True, text=True, cwd=tmp_path, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "11 selected / 11 total" in done.stdout
