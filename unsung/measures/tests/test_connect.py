"""Where the tables come from: Parquet by month in a folder, or tables a company hands over."""

import pathlib

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from unsung.ground.problems import Problem
from unsung.ledger import tables as declared
from unsung.measures.catalogue import reckon
from unsung.measures.connect import Tables, connect
from unsung.measures.tests.desk import KINDS, Row, asked, contact, desk, message
from unsung.measures.tests.invented import invented


def lay_out(folder: pathlib.Path, **months: list[Row]) -> pathlib.Path:
    """The five tables with their empty first part, and contacts in months named like m2025_10."""
    for table in declared.TABLES:
        schema = pa.schema([(column.name, KINDS[column.kind]) for column in table.columns])
        _write(folder / table.name / "month=0000-00", schema, [])
    schema = pa.schema([(column.name, KINDS[column.kind]) for column in declared.CONTACTS.columns])
    for month, rows in months.items():
        _write(folder / "contacts" / f"month={month[1:].replace('_', '-')}", schema, rows)
    return folder


def _write(folder: pathlib.Path, schema: pa.Schema, rows: list[Row]) -> None:
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / "part.parquet")


def test_tables_in_a_folder_give_what_the_same_rows_in_memory_give(tmp_path: pathlib.Path) -> None:
    october = [contact("2025-10-02 10:00", customer="a"), contact("2025-10-03 10:00", "call")]
    september = [contact("2025-09-02 10:00", customer="a")]
    folder = lay_out(tmp_path, m2025_09=september, m2025_10=october)
    assert reckon(connect(folder), asked()) == reckon(desk(contacts=september + october), asked())


def test_months_stay_words_and_an_empty_home_is_no_fault(tmp_path: pathlib.Path) -> None:
    tables = connect(lay_out(tmp_path))
    assert tables.contacts.schema()["month"].is_string()
    assert not any(figure.had for figure in reckon(tables, asked()))


def test_only_the_partitions_of_the_two_periods_are_read(tmp_path: pathlib.Path) -> None:
    folder = lay_out(tmp_path, m2025_10=[contact("2025-10-02 10:00")])
    broken = folder / "messages" / "month=2025-08"
    broken.mkdir()
    (broken / "part.parquet").write_bytes(b"no table at all")
    figures = {figure.id: figure.value for figure in reckon(connect(folder), asked())}
    assert figures["contact_volume"] == 1


def test_a_broken_table_is_a_problem_that_names_it(tmp_path: pathlib.Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "contacts" / "month=0000-00" / "part.parquet").write_bytes(b"no table at all")
    with pytest.raises(Problem, match="could not be read") as caught:
        connect(folder)
    assert str(folder) in caught.value.what
    assert "part.parquet" in caught.value.means


def test_a_missing_folder_is_a_problem(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Problem, match="could not be read"):
        connect(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("engine", "said"),
    [("excel", "no engine called “excel”"), ("impala", "“impala” is not installed here")],
)
def test_an_engine_that_is_not_there_is_a_problem(tmp_path: pathlib.Path, engine: str, said: str) -> None:
    with pytest.raises(Problem, match=said):
        connect(lay_out(tmp_path), engine)


def test_a_company_hands_over_its_own_tables_with_flags_as_truths_and_more_columns() -> None:
    ours = desk(contacts=[contact("2025-10-02 10:00", "call", answered=1, queued_s=9)]).contacts
    theirs = ours.mutate(answered=ours.answered == 1, region=ibis.literal("north"))
    assert reckon(Tables.of(contacts=theirs), asked()) == reckon(Tables.of(contacts=ours), asked())


def test_a_table_that_lacks_a_column_is_a_problem_that_names_it() -> None:
    tables = desk(messages=[message("2025-10-02 10:00")])
    with pytest.raises(Problem) as caught:
        Tables.of(messages=tables.messages.drop("answers_s"))
    assert caught.value.what == "The table messages has no column “answers_s”."
    with pytest.raises(Problem, match="no column “month”"):
        Tables.of(messages=tables.messages.drop("month"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what another engine says of its own libraries is not ours to mend
def test_another_engine_gives_every_figure_the_same(tmp_path: pathlib.Path) -> None:
    rows = invented(seed=7, contacts=500)
    months = sorted({f"{row['opened_on']:%Y_%m}" for row in rows["contacts"]})
    told = {
        f"m{month}": [row for row in rows["contacts"] if f"{row['opened_on']:%Y_%m}" == month]
        for month in months
    }
    folder = lay_out(tmp_path, **told)
    assert reckon(connect(folder, "polars"), asked()) == reckon(connect(folder), asked())
