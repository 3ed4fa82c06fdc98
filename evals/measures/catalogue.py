"""Every figure that a run can report: what it means, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    meaning: str
    unit: Literal["share", "score", "ms", "per_second", "count"] = "share"
    higher_is_better: bool = True
    headline: bool = False


RECALL_DEPTHS = (1, 3, 5, 10, 50)

CATALOGUE: Mapping[str, Figure] = {
    "ndcg@10": Figure("trec_eval's ndcg_cut_10", "score", headline=True),
    **{f"recall@{k}": Figure(f"trec_eval's recall_{k}", "score") for k in RECALL_DEPTHS},
    "mrr@10": Figure("reciprocal rank of the first relevant document, 0 beyond 10", "score"),
    "queries_per_second": Figure("questions asked one after the other", "per_second"),
    "hit@1": Figure("a gold article is first"),
    "hit@5": Figure("a gold article is among the first 5", headline=True),
    "hit@10": Figure("a gold article is among the first 10"),
    "all_gold@10": Figure("of questions about several articles: all are among the first 10", headline=True),
    "gold_recall@10": Figure("of questions about several articles: the share of them among the first 10", "score"),
    "variant_ndcg@10": Figure("ndcg@10 of the same questions misspelt in seven ways", "score", headline=True),
    "variant_hit@1": Figure("hit@1 of the same"),
    "variant_hit@5": Figure("hit@5 of the same"),
    "answered": Figure("an answer was given"),
    "containment": Figure("a gold answer, normalised, occurs in the answer", headline=True),
    "sentence_accuracy": Figure(
        "the first quotation holds the gold answer where the key says it stands", headline=True
    ),
    "em": Figure("KorQuAD 1.0's EM of the short answer", headline=True),
    "char_f1": Figure("KorQuAD 1.0's character F1 of the short answer", "score", headline=True),
    "sentence_accuracy_given": Figure("sentence_accuracy where an answer was given"),
    "em_given": Figure("KorQuAD 1.0's EM where a short answer was given"),
    "short_answered": Figure("a short answer was given"),
    "must_include": Figure("everything the key demands is in the answer"),
    "must_not_include": Figure("nothing the key forbids is in the answer"),
    "correct_source": Figure("an article that the answer cites is a gold article", headline=True),
    "cited_gold_article": Figure("of the citations of an answer: they are of gold articles", "score"),
    "cited_gold_sentence": Figure("of the citations of an answer: they are gold sentences", "score", headline=True),
    "gold_sentence_cited": Figure("of the gold sentences of a question that was answered: they are cited", "score"),
    "citation_recall": Figure(
        "ALCE's, of answers by a model, by our verifier: sentences that their citations carry together", "score"
    ),
    "citation_precision": Figure("ALCE's, of the same: citations that their sentence needs", "score"),
    "by_model": Figure("of questions put to a language model: what it wrote is the answer", headline=True),
    "given_instead": Figure("of the same: the articles' own sentences are the answer", higher_is_better=False),
    "model_failed": Figure("of the same: the model gave no whole answer", higher_is_better=False),
    "left_out": Figure("of the sentences that the model wrote for a question: nothing carried them", "score", False),
    "model_calls": Figure("requests to the model for a question, retries included", "count", False),
    "prompt_tokens": Figure("tokens it was sent for a question", "count", False),
    "prompt_tokens_p95": Figure("the 95th percentile of the same", "count", False),
    "completion_tokens": Figure("tokens it wrote for a question", "count", False),
    "completion_tokens_p95": Figure("the 95th percentile of the same", "count", False),
    "status": Figure("the answer's status is one the key allows"),
    "integrity": Figure("every quotation and every fact about its article is as stored", headline=True),
    "leakage": Figure("evidence is later than the question's as_of", higher_is_better=False, headline=True),
    "fidelity": Figure("every number and date of the answer is in, or resolves from, its quotations", headline=True),
    "abstained": Figure("questions that nothing answers: no answer was given", headline=True),
    "false_alarm": Figure("questions that have an answer: none was given", higher_is_better=False),
    "tpr@fpr5": Figure("of questions that nothing answers: refused, where at most 5 % of the others are refused"),
    "risk_coverage_auc": Figure("area under risk over coverage: share of wrong answers, surest first", "score", False),
    "false_premise": Figure("a false premise is corrected or refused"),
    "latest_wins": Figure("of superseding facts the newest is answered"),
    "passed": Figure("everything the case asks for holds", headline=True),
    "correct": Figure("the verdict is the label"),
    "balanced_accuracy": Figure("mean of the recalls of both verdicts", "score", headline=True),
    "supported_recall": Figure("claims that their evidence carries: supported"),
    "refused_recall": Figure("claims that it does not carry: refused"),
    "judge_correct": Figure("the second opinion is the label: more than one half where the claim is carried"),
    "judge_balanced_accuracy": Figure("balanced_accuracy of the second opinion alone", "score", headline=True),
    "judge_supported_recall": Figure("claims that their evidence carries: not doubted by the second opinion"),
    "judge_refused_recall": Figure("claims that it does not carry: doubted by the second opinion"),
    "judge_agreement": Figure("the rules and the second opinion say the same"),
    "both_balanced_accuracy": Figure("balanced_accuracy where a claim needs both, rules and second opinion", "score"),
    "both_supported_recall": Figure("claims that their evidence carries: supported by both"),
    "both_refused_recall": Figure("claims that it does not carry: refused by one of them or both"),
    "resolved": Figure("the time expression stands for the day the key says", headline=True),
}
