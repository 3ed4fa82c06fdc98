"""Do lies of a language model reach a reader? `python -m evals.planting.answers [--answers N] [--seed N] [--show KIND]`

A scripted model behind a real server mixes honest paraphrases of the sample articles with every kind of lie. What is released
of its answers, and with which citations, is held against what the script knows: which sentence is true, and where it stands.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from statistics import quantiles

from evals.cases import Case
from evals.collection import answered_at
from evals.model_server import ModelServer, Reply, Request, say
from evals.planting import planted
from evals.planting.mixing import Line, Mixer, Play
from evals.progress import track
from evals.tasks.cases import SAMPLES, chosen
from rag.answers import phrases
from rag.answers.claims import Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.evidence import Found
from rag.answers.generate.packing import Pack, pack
from rag.answers.generate.writing import Composition
from rag.answers.verify import Check
from rag.ask import READ, Asking
from rag.domain import Question
from rag.korean.analysis import Analyser

STRICT = ("number", "date", "name", "quotation", "invented quotation")
"""Kinds of which nothing at all may be released."""
CROSSED = ("crossed number", "crossed name")
"""True words of another sentence in the place of true words: the hardest of all."""
CROSSED_MOST = 0.01


@dataclass(frozen=True, slots=True)
class Packed:
    question: Question
    found: Sequence[Found]
    pack: Pack


@dataclass(frozen=True, slots=True)
class Miss:
    """A lie that was released, a true sentence that was not, or one with another source than its own."""

    what: str
    line: Line
    cited: tuple[str, ...] = ()
    why: str = ""


@dataclass
class Tally:
    """`written` and `released`: sentences by kind, those of second attempts included; of citations: those of true sentences."""

    answers: int = 0
    written: Counter[str] = field(default_factory=Counter)
    released: Counter[str] = field(default_factory=Counter)
    honest: set[str] = field(default_factory=set)
    rewritten: int = 0
    citations: int = 0
    right: int = 0
    sourced: int = 0
    misses: list[Miss] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def lies(self, kinds: Sequence[str] | None = None) -> int:
        """Lies released."""
        wanted = self.released if kinds is None else kinds
        return sum(self.released[kind] for kind in wanted if kind not in self.honest)

    def share_released(self) -> float:
        """Of the true sentences."""
        return sum(self.released[k] for k in self.honest) / max(sum(self.written[k] for k in self.honest), 1)

    @property
    def precision(self) -> float:
        """Citations that are where the sentence was taken from."""
        return self.right / max(self.citations, 1)

    @property
    def recall(self) -> float:
        """Released true sentences that cite where they were taken from."""
        return self.sourced / max(sum(self.released[kind] for kind in self.honest), 1)


class Timed:
    """A check that remembers how long each sentence took, all its readings together: of this thread's own time, whoever else
    uses the processor."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self.ms: defaultdict[str, float] = defaultdict(float)

    def __call__(self, text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        began = time.thread_time()
        verdict = self._check(text, grounds, facts)
        self.ms[text] += (time.thread_time() - began) * 1000
        return verdict


class Player:
    """The script of the server: the answer, then what is written again."""

    def __init__(self) -> None:
        self.play = Play((), {})
        self.again: list[Line] = []

    def __call__(self, request: Request) -> Reply:
        wrong = next((line for line in self.play.lines if f": {line.text}\n" in request.last), None)
        if wrong is None:
            return say(self.play.text, letters=12)
        other = self.play.again.get(wrong.text)
        if other is None:
            return say(phrases.UNKNOWN_TO_MODEL)
        self.again.append(other)
        return say(other.written, letters=12)


def run(asking: Asking, player: Player, mixer: Mixer, cases: Sequence[Case], answers: int, seed: int) -> Tally:
    """The player must be the model of `asking`."""
    writer = asking.writer
    assert writer is not None
    tally = Tally()
    random = Random(seed)
    packs = list(packed(asking, cases))
    random.shuffle(packs)
    for _, one in zip(track(range(answers), "Answering"), cycle(packs), strict=False):
        play = mixer.play(one.pack, random)
        if play is None:
            continue
        player.play, player.again = play, []
        check = Timed(asking.check)
        made = Composition(one.question, one.found, one.pack, check, writer.begin().upstream, writer.limits)
        for _ in made:
            pass
        count(tally, made, play, player.again)
        tally.ms += check.ms.values()
    return tally


def packed(asking: Asking, cases: Sequence[Case]) -> Iterator[Packed]:
    """What the questions are answered from."""
    writer = asking.writer
    assert writer is not None
    for case in cases:
        at = case.asked_at or case.as_of or asking.clock.now()
        question = asking.understanding.understand(case.question, history=case.history, asked_at=at, as_of=case.as_of)
        hits = asking.retrieve(question)[:READ]
        found = asking.evidence(question, hits)
        views = asking.open([hit.passage.stored for hit in hits])
        if found:
            yield Packed(question, found, pack(found, hits, views, writer.limits.evidence, writer.tokens))


def count(tally: Tally, made: Composition, play: Play, again: Sequence[Line]) -> None:
    tally.answers += 1
    lines = {line.text: line for line in (*again, *play.lines)}
    said = {sentence.text: sentence for sentence in made.draft.sentences}
    why = {one.text: one.verdict.explanation for one in made.draft.refused}
    for text, line in lines.items():
        tally.written[line.kind] += 1
        if line.honest:
            tally.honest.add(line.kind)
        sentence = said.pop(text, None)
        if sentence is None:
            if line.honest:
                tally.misses.append(Miss("honest refused", line, (), why.get(text, "not looked at")))
            continue
        tally.released[line.kind] += 1
        tally.rewritten += line in again
        cited = [made.draft.citations[number - 1] for number in sentence.citations]
        quotes = tuple(citation.quote for citation in cited)
        if not line.honest:
            tally.misses.append(Miss(line.kind, line, quotes))
            continue
        right = sum((citation.stored.id, citation.start) in line.source for citation in cited)
        tally.citations += len(cited)
        tally.right += right
        tally.sourced += right > 0
        if right < len(cited):
            tally.misses.append(Miss("source", line, quotes))
    for text, sentence in said.items():
        quotes = tuple(made.draft.citations[number - 1].quote for number in sentence.citations)
        tally.written["unscripted"] += 1
        tally.released["unscripted"] += 1
        tally.misses.append(Miss("unscripted", Line("unscripted", False, text, ()), quotes))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.planting.answers", description=__doc__)
    parser.add_argument("--answers", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", help="print the misses of this kind, `honest refused`, `source`, or `all`")
    options = parser.parse_args(arguments)
    tally = measured(Mixer(planted(Analyser(), options.seed)), options.answers, options.seed)
    for miss in tally.misses:
        if options.show in (miss.what, "all"):
            _write(f"\n{miss.what}: {miss.line.written} ({miss.line.kind}) {miss.why}\n  < {miss.line.original}")
            for quote in miss.cited:
                _write(f"  = {quote}")
    report(tally)
    crossed = tally.lies(CROSSED) / max(sum(tally.written[kind] for kind in CROSSED), 1)
    return 0 if tally.lies(STRICT) == 0 and crossed <= CROSSED_MOST else 1


def measured(mixer: Mixer, answers: int, seed: int) -> Tally:
    """Over the sample articles."""
    player = Player()
    with ModelServer(player) as server, answered_at(server.base_url) as app:
        app.ingest(SAMPLES)
        return run(app.asking, player, mixer, chosen(None)[0], answers, seed)


def report(tally: Tally) -> None:
    for kind in sorted(tally.written, key=lambda k: (k not in tally.honest, k)):
        side = "honest" if kind in tally.honest else "lie"
        released, written = tally.released[kind], tally.written[kind]
        _write(f"{side:6} {kind:18} released {released:5} of {written:5}  {released / written:7.2%}")
    _write(
        f"answers {tally.answers}, sentences {sum(tally.written.values())}, second attempts released {tally.rewritten}"
    )
    _write(f"honest released {tally.share_released():.2%}")
    strict, crossed = (sum(tally.written[kind] for kind in kinds) for kinds in (STRICT, CROSSED))
    _write(
        f"lies released {tally.lies()}, of which number, date, name and quotation {tally.lies(STRICT)} of {strict}, "
        f"taken from another sentence {tally.lies(CROSSED)} of {crossed}"
    )
    _write(f"citation precision {tally.precision:.4f}, recall {tally.recall:.4f}")
    if len(tally.ms) > 1:
        mean, tail = sum(tally.ms) / len(tally.ms), quantiles(tally.ms, n=20)[-1]
        _write(f"verification {mean:.2f} ms a sentence, 95 % within {tail:.2f} ms")


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
