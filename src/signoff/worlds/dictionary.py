"""The dictionary page of a data set, generated from the manifest."""

from signoff.worlds.datasets import Column, DataFile, DataSet, Statement, manifest


def dictionary_page(dataset_id: str) -> str:
    """One data set as a Markdown page: origin and licence, limits, facts, quirks, and a table of its columns.

    Raises:
        DatasetError: an unknown id or a broken manifest.
    """
    facts = manifest().dataset(dataset_id)
    blocks = [
        f"# {facts.title}",
        f"`{facts.id}`: {facts.rows:,} rows, {len(facts.columns)} columns. One row is {facts.one_row}.",
        "## Where it comes from",
        _origin(facts),
        "## What it cannot tell you",
        "\n".join(f"- {limit}" for limit in facts.limits),
        "## Facts",
        "\n".join(_statement(one) for one in facts.facts),
        "## Quirks",
        "\n".join(_statement(one) for one in facts.quirks),
        "## Columns",
        _columns(facts),
    ]
    for name, table in facts.meanings.items():
        blocks += [
            f"## Values of {name}",
            _table(["value", "meaning"], [[f"`{key}`", text] for key, text in table.items()]),
        ]
    return "\n\n".join(blocks) + "\n"


def _origin(facts: DataSet) -> str:
    doi = f", doi [{facts.doi}](https://doi.org/{facts.doi})" if facts.doi else ""
    lines = {
        "Source": facts.source + doi,
        "Licence": f"[{facts.licence}]({facts.licence_url})",
        "Cite as": facts.citation,
        "Paper": facts.paper,
        "How it came here": facts.provenance,
        "Changes": facts.changes,
        "Reviewed on": facts.reviewed_on.isoformat(),
    }
    return "\n".join(
        f"- **{name}**: {text}"
        for name, text in [*lines.items(), *(("File", _file(facts, one)) for one in facts.files)]
    )


def _file(facts: DataSet, file: DataFile) -> str:
    where = (
        f"`{file.path}` of `{facts.package.name}` {facts.package.version}"
        if facts.package
        else f"`datasets/{file.path}`"
    )
    inside = "" if file.csv_sha256 == file.sha256 else f"; of the CSV inside `{file.csv_sha256}`"
    return f"{where}, SHA-256 `{file.sha256}`{inside}"


def _statement(one: Statement) -> str:
    return f"- **{one.id}**: {one.text} ({', '.join(f'`{name}`' for name in one.columns)})"


def _columns(facts: DataSet) -> str:
    # Three columns, so that a phone shows them all.
    rows = []
    for column in facts.columns:
        source = f"<br>`{column.source}` in the CSV" if column.source != column.name else ""
        unit = f"<br>{column.unit}" if column.unit else ""
        known = f" {_KNOWN[column.known]}" if column.known else ""
        quirks = [quirk.id for quirk in facts.quirks if column.name in quirk.columns]
        see = f" Quirks: {', '.join(quirks)}." if quirks else ""
        codes = f"<br>{said[0].upper()}{said[1:]}." if (said := _codes(column)) else ""
        meaning = column.description + known + codes + see
        rows.append([f"`{column.name}`{source}", f"`{column.dtype}`{unit}", meaning])
    return _table(["Column", "Type", "Meaning"], rows)


_KNOWN = {
    "before": "Known before the decision.",
    "with": "Known with the decision, which it is part of.",
    "after": "Known after the decision.",
    "uncertain": "When it was known is uncertain.",
}


def _codes(column: Column) -> str:
    codes = (column.codes or {}).items()
    said = [f"`{value}`" if source == value else f"`{source}` is `{value}`" for source, value in codes]
    if column.missing is not None:
        said.append(f"`{column.missing}` is missing" if column.missing != "" else "empty is missing")
    if column.part is not None:
        said.append("part of the value")
    if column.meaning is not None:
        said.append(f"see values of {column.meaning}")
    return ", ".join(said)


def _table(head: list[str], rows: list[list[str]]) -> str:
    # A bar inside a cell would open another one.
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
