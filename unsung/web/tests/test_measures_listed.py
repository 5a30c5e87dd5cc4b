"""The list of measures on the command line."""

from unsung.flow.measures import measure_lines


def test_every_line_tells_unit_source_and_least_n() -> None:
    lines = {line.split()[0]: line for line in measure_lines()}
    assert len(lines) == 20
    assert "Satisfied customers (share):" in lines["csat"]
    assert "Source: top-two-box convention" in lines["csat"]
    assert lines["csat"].endswith("Least n: 30 answers.")
