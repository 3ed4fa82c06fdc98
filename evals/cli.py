"""`rag eval`: how good is it? Each run is kept in a folder of its own, to be looked at and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from evals.drafting.cli import new_cases

if TYPE_CHECKING:
    from evals.collection import Open
    from evals.record import Run

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
RUN = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FAILED = 100

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout instead of the table.")
runs = click.option(
    "--runs",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the run's folder is made. Default: evals/runs of the checkout, or of the working directory.",
)
limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N questions.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def evals() -> None:
    """Measure the quality of retrieval and of answers, with n and 95 % intervals.

    Exit code 0: measured. 100: measured, and not good enough. 1: it could not be measured.
    """


evals.add_command(new_cases)


@evals.command()
@click.option("--beir", type=FOLDER, required=True, help="A folder with corpus.jsonl, queries.jsonl, qrels/test.tsv.")
@limit
@as_json
@runs
def retrieval(beir: Path, limit: int | None, as_json: bool, runs: Path | None) -> None:
    """nDCG@10, Recall@k and MRR@10 on a retrieval task in BEIR's form, whole documents as the unit."""
    from evals.tasks.beir import read_beir
    from evals.tasks.retrieval import measure

    keep(measure(read_beir(beir), limit=limit).run(), as_json=as_json, runs=runs)


@evals.command()
@click.option("--squad", type=FILE, required=True, help="A JSON file in SQuAD's form.")
@click.option("--gold-passage", is_flag=True, help="Answer from the right paragraph alone, not from all of them.")
@limit
@as_json
@runs
def qa(squad: Path, gold_passage: bool, limit: int | None, as_json: bool, runs: Path | None) -> None:
    """Sentence accuracy, containment, EM and KorQuAD's character F1 on questions in SQuAD's form."""
    from evals.tasks.qa import measure
    from evals.tasks.squad import read_squad

    keep(measure(read_squad(squad), gold_passage=gold_passage, limit=limit).run(), as_json=as_json, runs=runs)


@evals.command()
@click.argument("name", required=False)
@click.option(
    "--cases", type=FOLDER, help="A folder of your own cases, *.jsonl or *.yaml. Default: ours, over our samples."
)
@click.option(
    "--articles",
    "paths",
    multiple=True,
    type=click.Path(exists=True),
    help="Ask over these files and folders instead of the stored collection; may be repeated.",
)
@click.option("--drafts", is_flag=True, help="Ask drafts of `rag eval new-cases` as well, which nobody has reviewed.")
@click.option(
    "--mode",
    type=click.Choice(["extractive", "llm"]),
    default="extractive",
    show_default=True,
    help="Who writes the answers; llm: RAG_LLM_MODEL.",
)
@click.option(
    "--test-model",
    type=click.Choice(["faithful", "liar", "slow"]),
    help="In mode llm, a stand-in on this machine writes them. Needs no network and no key.",
)
@as_json
@runs
@click.pass_context
def suite(
    ctx: click.Context,
    name: str | None,
    cases: Path | None,
    paths: tuple[str, ...],
    drafts: bool,
    mode: Literal["extractive", "llm"],
    test_model: str | None,
    as_json: bool,
    runs: Path | None,
) -> None:
    """Graded questions: articles found, answers right, sources right, nothing made up.

    NAME: only the cases of this category, or of the file of this name. With --cases, the questions are asked of the
    stored collection (RAG_DATA_DIR) unless --articles names others.
    """
    from evals.tasks import modelled
    from evals.tasks.cases import chosen, collection
    from evals.tasks.suite import measure

    if test_model and mode != "llm":
        raise click.UsageError("--test-model goes with --mode llm.")
    picked, data = chosen(cases, name, drafts=drafts)
    with (
        modelled.stand_in(test_model) as settings,
        collection(ctx.obj, own=cases is not None, paths=paths, settings=settings) as app,
    ):
        outcome = measure(app, picked, data, mode, {"test_model": test_model} if test_model else None)
    keep(outcome.run(), as_json=as_json, runs=runs)


@evals.command()
@click.option("--pairs", type=FILE, required=True, help="A JSON Lines file of {claim, evidence, label, id?}.")
@click.option(
    "--judge",
    metavar="NAME",
    help="Measure a second opinion beside the rules, as RAG_JUDGE names it: llm, or a cross-encoder's name or path.",
)
@as_json
@runs
def verify(pairs: Path, judge: str | None, as_json: bool, runs: Path | None) -> None:
    """Claims against their evidence: balanced accuracy. entailment is to be supported, the other labels refused."""
    from evals.tasks.verify import ADVISORY, measure, read_pairs
    from rag.bootstrap.judging import judging
    from rag.cli.output import margin

    with judging(judge) as second:
        run = measure(*read_pairs(pairs), judge=second).run()
    keep(run, as_json=as_json, runs=runs)
    accuracy = run.summary.metrics.get("judge_balanced_accuracy")
    if accuracy is not None and accuracy.value < ADVISORY:
        margin().print(
            f"The judge is below {ADVISORY}: let it advise, and leave RAG_JUDGE_DROPS unset.", soft_wrap=True
        )


@evals.command()
@click.option(
    "--cases", type=FILE, required=True, help="A JSON Lines file of {id, expr, context?, base, base_is, kind, value}."
)
@as_json
@runs
def dates(cases: Path, as_json: bool, runs: Path | None) -> None:
    """Time expressions against the days that they stand for."""
    from evals.tasks.dates import measure, read_expressions

    keep(measure(*read_expressions(cases)).run(), as_json=as_json, runs=runs)


@evals.command()
@click.argument("before", type=RUN)
@click.argument("after", type=RUN)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout instead of the table.")
def compare(before: Path, after: Path, as_json: bool) -> None:
    """What changed from one run to another: folders of runs, or committed baselines.

    Paired by question, with the 95 % interval of the change over 10,000 resamples.
    """
    from evals.comparing import compare as compared
    from evals.scores import read_scores
    from evals.table import changes_object, changes_table
    from rag.cli.output import paper, write_json

    comparison = compared(read_scores(before), read_scores(after))
    if as_json:
        write_json(changes_object(comparison))
    else:
        paper().print(changes_table(comparison.changes))


@evals.command()
@click.argument("run", type=RUN)
def baseline(run: Path) -> None:
    """Make a run the one that later runs are held against: evals/baselines/NAME.json, to be committed."""
    from evals.scores import read_scores, write_baseline

    click.echo(write_baseline(read_scores(run)))


def gate_command(open_: Open | None = None) -> click.Command:
    """`rag eval gate` over an application that is put together by `open_` (default: as everywhere)."""

    @click.command()
    @click.option(
        "--update", is_flag=True, help="Make this run the baseline instead of holding it against the last one."
    )
    @as_json
    @runs
    @click.pass_context
    def gate(ctx: click.Context, update: bool, as_json: bool, runs: Path | None) -> None:
        """Our cases and harder spellings of them: below a floor, or surely worse than the baseline?

        Exit code 0: neither. 100: it is, and stderr says where. 1: it could not be measured.
        """
        from evals.gate import BASELINE, judged, measure
        from evals.scores import scores_of, write_baseline
        from rag.cli.output import margin

        run = judged(measure(open_).run(), baseline=None if update else BASELINE)
        keep(run, as_json=as_json, runs=runs)
        if update:
            margin().print(f"The baseline is now {write_baseline(scores_of(run))}.", soft_wrap=True)
        for failure in run.summary.failures:
            margin().print(f"failed: {failure}", soft_wrap=True)
        ctx.exit(0 if run.summary.passed else FAILED)

    return gate


evals.add_command(gate_command())


def keep(run: Run, *, as_json: bool, runs: Path | None) -> None:
    """Write the run's folder with its reports, and show its figures."""
    from evals.checkout import runs_folder
    from evals.keeping import keep_run
    from evals.table import as_object, as_table
    from rag.cli.output import margin, paper, write_json

    folder = keep_run(runs or runs_folder(), run)
    if as_json:
        write_json(as_object(run))
    else:
        paper().print(as_table(run.summary))
    margin().print(f"{run.summary.name}: kept in {folder}", soft_wrap=True)
