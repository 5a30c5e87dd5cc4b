"""The door to DuckDB: one folder, no network, and its troubles in words a person can act on."""

import pathlib

import duckdb
import pytest

from unsung.ground.problems import Problem
from unsung.ground.warehouse import open_warehouse, troubles


def test_the_engine_reads_its_folder_and_no_other(tmp_path: pathlib.Path) -> None:
    home, outside = tmp_path / "tables", tmp_path / "outside.csv"
    home.mkdir()
    outside.write_text("a\n1\n", encoding="utf-8")
    engine = open_warehouse(home)
    engine.execute(f"COPY (SELECT 7 AS a) TO '{home / 'x.parquet'}'")
    assert engine.execute(f"SELECT a FROM '{home / 'x.parquet'}'").fetchall() == [(7,)]
    with pytest.raises(duckdb.PermissionException):
        engine.execute(f"SELECT * FROM '{outside}'")


def test_no_extension_is_fetched(tmp_path: pathlib.Path) -> None:
    engine = open_warehouse(tmp_path)
    for asked in ("INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true"):
        with pytest.raises(duckdb.Error):
            engine.execute(asked)


def test_what_does_not_fit_in_memory_spills_into_the_folder_alone(tmp_path: pathlib.Path) -> None:
    engine = open_warehouse(tmp_path, threads=1, memory="1GB")
    settings = "SELECT current_setting('temp_directory'), current_setting('threads')"
    assert engine.execute(settings).fetchall() == [(str(tmp_path / ".spill"), 1)]


def test_a_full_disk_is_a_problem_that_names_the_folder(tmp_path: pathlib.Path) -> None:
    engine = open_warehouse(tmp_path, threads=1, memory="20MB")
    engine.execute("SET max_temp_directory_size = '1MB'")
    with pytest.raises(Problem) as caught, troubles(tmp_path):
        engine.execute("SELECT count(*) FROM (SELECT DISTINCT hash(range) FROM range(2000000))").fetchall()
    assert caught.value.what == f"There is no room left on the disk that holds {tmp_path}."
    assert "Free some space" in caught.value.do


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (duckdb.IOException("Could not write file: No space left on device"), "no room left on the disk"),
        (duckdb.OutOfMemoryException("could not allocate block"), "too little memory"),
        (duckdb.IOException("Cannot open file"), "could not be read"),
        (duckdb.InvalidInputException("No magic bytes found"), "could not be read"),
    ],
)
def test_each_trouble_has_its_sentence(tmp_path: pathlib.Path, fault: Exception, said: str) -> None:
    with pytest.raises(Problem, match=said), troubles(tmp_path):
        raise fault


def test_a_fault_of_ours_is_not_dressed_up(tmp_path: pathlib.Path) -> None:
    with pytest.raises(duckdb.ParserException), troubles(tmp_path):
        raise duckdb.ParserException("syntax error")
