"""The tables of `peers.py` in Markdown, from what it measured; what the README shows is what this writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

OURS = "plancompare"


def markdown(runs: Mapping[str, Any]) -> str:
    writers = {"diff": diff_tables, "collation": collation_table, "scan": scan_table}
    return "\n".join("\n".join(write(runs[part])) + "\n" for part, write in writers.items() if part in runs)


def diff_tables(run: Mapping[str, Any]) -> Iterator[str]:
    edits, found = run["edits"], run["found"]
    edited = [group for group in found if edits[group]]
    unedited = [group for group in found if not edits[group]]
    columns = [f"{group}, {edits[group]} edits" for group in edited] + [f"{group}, none" for group in unedited]
    yield f"**`diff`**: share of the recorded edits found / false edits per 1,000 words ({when(run)}):"
    yield ""
    yield from table(
        columns,
        (
            [
                name_of(tool),
                *(f"{share(found[group][tool]['recall'])} / {found[group][tool]['false']:.1f}" for group in edited),
                *(f"– / {found[group][tool]['false']:.1f}" for group in unedited),
            ]
            for tool in found[edited[0]]
        ),
    )
    yield ""
    times = run["times"]
    yield from table(
        [f"{case}: seconds" for case in times]
        + [f"{case}: processor" for case in times]
        + ["of that after the start", "MB"],
        (
            [
                name_of(tool),
                *(seconds(times[case], tool) for case in times),
                *(f"{times[case][tool]['cpu'][0]:.2f}" for case in times),
                " / ".join(f"{times[case][tool]['work'][0]:.3f}" for case in times),
                most([times[case][tool] for case in times]),
            ]
            for tool in found[edited[0]]
        ),
    )
    yield from notes(run["unable"])


def collation_table(run: Mapping[str, Any]) -> Iterator[str]:
    found, times, unable = run["found"], run["times"], run["unable"]
    yield f"**`compare`**: common words of two clean plans, and what two and five plans cost ({when(run)}):"
    yield ""
    yield from table(
        ["common words found", "right of those told"]
        + [f"{case}: {what}" for case in times for what in ("seconds", "processor", "MB")],
        (
            [
                name_of(tool),
                share(found[tool]["recall"]),
                share(found[tool]["precision"]),
                *(
                    cell
                    for case in times
                    for cell in (
                        (seconds(times[case], tool), f"{times[case][tool]['cpu'][0]:.1f}", most([times[case][tool]]))
                        if tool in times[case]
                        else ("–", "–", "–")
                    )
                ),
            ]
            for tool in found
        ),
    )
    yield from notes(
        {f"{name_of(tool)}, {case}": why for case, failed in unable.items() for tool, why in failed.items()}
    )


def scan_table(run: Mapping[str, Any]) -> Iterator[str]:
    found, times = run["found"], run["times"]
    forms = ("clean", "mixed", "scan")
    yield f"**`scan`**, {run['documents']:,} made plans, half of them scans, up to the candidates ({when(run)}):"
    yield ""
    yield from table(
        [
            "related plans found (text / mixed / scans)",
            "single passages found",
            "candidates",
            "right of these",
            "seconds",
            "processor",
            "MB",
        ],
        (
            [
                name_of(tool),
                *(
                    " / ".join(share(found[tool]["recall"][kind][form]) for form in forms)
                    for kind in ("related", "passage")
                ),
                f"{found[tool]['candidates']:,}",
                share(found[tool]["right"]),
                seconds(times, tool),
                f"{times[tool]['cpu'][0]:.1f}",
                most([times[tool]]),
            ]
            for tool in found
        ),
    )
    yield from notes(run["unable"])


# ---------------------------------------------------------------- cells


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (["", *columns], ["---"] * (len(columns) + 1), *rows):
        yield f"| {' | '.join(cells)} |"


def notes(unable: Mapping[str, str]) -> Iterator[str]:
    if unable:
        yield ""
        yield from (f"- {what}: {why}" for what, why in unable.items())


def when(run: Mapping[str, Any]) -> str:
    return f"{run['date']}, {run['machine']}, median of {run['rounds']} rounds"


def name_of(tool: str) -> str:
    return {"minhash": "datasketch, MinHash", "tfidf": "scikit-learn, TF-IDF", "collatex": "CollateX"}.get(tool, tool)


def share(part: float) -> str:
    return f"{part:.2f}"


def seconds(times: Mapping[str, Any], tool: str) -> str:
    """Median, least and most, and the ratio to ours."""
    middle, least, most = times[tool]["seconds"]
    digits = 2 if most < 10 else 0
    told = f"{middle:.{digits}f} ({least:.{digits}f}–{most:.{digits}f})"
    if tool == OURS or OURS not in times:
        return told
    ratio = middle / times[OURS]["seconds"][0]
    return f"{told}, {ratio:.{2 if ratio < 1 else 1 if ratio < 10 else 0}f} ×"


def most(costs: Sequence[Mapping[str, Any]]) -> str:
    return f"{max(cost['megabytes'][0] for cost in costs):,.0f}"
