"""Expected numbers for the metric tests, from programs that are not ours.

    python3 -m venv env && env/bin/pip install scikit-learn==1.9.1 sacrebleu==2.6.0
    env/bin/python make_reference.py > reference.json

Classification: scikit-learn. chrF: sacreBLEU. SQuAD scores: the normalisation and F1 of the official SQuAD 2.0 evaluation,
written down here from its definition (ASCII texts only; for other scripts the tests state the number themselves).
Quantiles: numpy.
"""

import json
import re
import string
import sys
from collections import Counter

import numpy
import sacrebleu
import sklearn
from sacrebleu.metrics import CHRF
from sklearn.metrics import accuracy_score, confusion_matrix, precision_recall_fscore_support

CLASSIFICATION = {
    "unequal sizes": (list("aaaaaabbc"), list("aaabbabca")),
    "a class never predicted": (list("aabbc"), list("aabab")),
    "a class never expected": (list("aabb"), list("aacb")),
    "all wrong": (list("ab"), list("ba")),
    "one row": (["a"], ["a"]),
    "words": (
        ["refund", "refund", "login", "delivery", "login", "refund", "delivery"],
        ["refund", "login", "login", "delivery", "refund", "refund", "login"],
    ),
}

QA = [
    ("The cat!", "cat"),
    ("big car", "a red big car"),
    ("42 Main Street, Pune", "42 main street pune"),
    ("yes yes no", "yes"),
    ("the", "an"),
    ("the", "cat"),
    ("", ""),
    ("cat", ""),
    ("it's nine o'clock", "its 9 oclock"),
    ("$5.00", "500"),
]

CHRF_PAIRS = {
    "one sentence": [("the cat sat on the mat", "the cat is on the mat")],
    "unequal lengths": [("ab", "abcdefgh"), ("a longer reference here", "a long"), ("xyz", "xyz")],
    "short row among long": [("hello world of code", "hello world of text"), ("a", "abcdefghijk")],
    "nothing shared": [("abc", "xyz")],
    "empty answer": [("abc", "")],
    "empty answer among others": [("abcdefg", ""), ("const a = 1;", "const b = 2;")],
    "identical": [("function f() { return 1; }", "function f() { return 1; }")],
    "devanagari": [("मुझे रिफंड चाहिए", "मुझे पैसा वापस चाहिए"), ("नमस्ते", "नमस्ते दोस्त")],
    "repeats": [("aaaa", "aaaaaaaa"), ("abab", "aabb")],
}


def normalize(text):
    text = text.lower()
    text = "".join(ch for ch in text if ch not in set(string.punctuation))
    text = re.sub(r"\b(a|an|the)\b", " ", text)
    return " ".join(text.split())


def squad_f1(expected, answer):
    gold, given = normalize(expected).split(), normalize(answer).split()
    if not gold or not given:
        return float(gold == given)
    same = sum((Counter(gold) & Counter(given)).values())
    if same == 0:
        return 0.0
    precision, recall = same / len(given), same / len(gold)
    return 2 * precision * recall / (precision + recall)


def classification(expected, predicted):
    precision, recall, f1, _ = precision_recall_fscore_support(expected, predicted, average="macro", zero_division=0)
    labels = sorted(set(expected) | set(predicted))
    return {
        "expected": expected,
        "predicted": predicted,
        "accuracy": accuracy_score(expected, predicted),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "labels": labels,
        "confusion": confusion_matrix(expected, predicted, labels=labels).tolist(),
    }


def chrf(pairs):
    expected = [pair[0] for pair in pairs]
    answers = [pair[1] for pair in pairs]
    return {"expected": expected, "answers": answers, "chrF": CHRF().corpus_score(answers, [expected]).score}


values = [0.1, 0.4, 0.4, 0.9, 1.5, 2.0, 7.0]
json.dump(
    {
        "made with": {
            "scikit-learn": sklearn.__version__,
            "sacrebleu": sacrebleu.__version__,
            "numpy": numpy.__version__,
        },
        "classification": {name: classification(*pair) for name, pair in CLASSIFICATION.items()},
        "qa": [
            {"expected": e, "answer": a, "exactMatch": float(normalize(e) == normalize(a)), "f1": squad_f1(e, a)} for e, a in QA
        ],
        "chrF": {name: chrf(pairs) for name, pairs in CHRF_PAIRS.items()},
        "quantiles": {
            "values": values,
            "shares": [0, 0.025, 0.25, 0.5, 0.975, 1],
            "expected": [float(numpy.quantile(values, q)) for q in [0, 0.025, 0.25, 0.5, 0.975, 1]],
        },
    },
    sys.stdout,
    ensure_ascii=False,
    indent=1,
)
