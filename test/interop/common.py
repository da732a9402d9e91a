"""PyTorch's side of the comparison: reading what the TypeScript side wrote, and saying how far apart the two are."""

import json
import math
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("TQDM_DISABLE", "1")
warnings.filterwarnings("ignore", category=FutureWarning)  # PEFT calls what transformers is about to rename

import torch  # noqa: E402
from safetensors import safe_open  # noqa: E402
from transformers import AutoModelForCausalLM  # noqa: E402
from transformers.utils import logging  # noqa: E402

logging.disable_progress_bar()


def read_json(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


class Tensors:
    """A safetensors file, read tensor by tensor."""

    def __init__(self, path: Path):
        self.file = safe_open(str(path), framework="pt")
        self.names = sorted(self.file.keys())

    def __getitem__(self, name: str) -> torch.Tensor:
        return self.file.get_tensor(name)


def load(folder: Path) -> torch.nn.Module:
    """A causal language model in float32 with plain attention, without dropout.

    The padding token of many models is also their end of turn. transformers then leaves out what this token's row of the embedding
    learns as an input; we leave out nothing, because our padding is never seen.
    """
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    model.get_input_embeddings().padding_idx = None
    return model.eval()


def finite(value: float) -> float | None:
    """JSON knows no infinity and no NaN."""
    return float(value) if math.isfinite(value) else None


def report(check: str, measures: list[tuple[str, float, float]], note: str = "") -> None:
    """One check as a JSON line: what was measured, and the most that is allowed. A measure that is not a number fails."""
    passed = len(measures) > 0 and all(value <= limit for _, value, limit in measures)
    line = {"check": check, "passed": passed, "note": note}
    line["measures"] = [{"name": n, "value": finite(v), "limit": finite(limit)} for n, v, limit in measures]
    print(json.dumps(line), flush=True)


class Distance:
    """The worst differences over many tensors: of one value, and of a whole tensor as |ours - theirs| / |theirs| (L2 norms)."""

    def __init__(self):
        self.largest = 0.0
        self.relative = 0.0
        self.where = ""
        self.tensors = 0

    def add(self, name: str, ours: torch.Tensor, theirs: torch.Tensor) -> None:
        if ours.shape != theirs.shape:
            sys.exit(f"{name}: shape {list(ours.shape)}, PyTorch has {list(theirs.shape)}")
        difference = (ours - theirs).double()
        relative = (difference.norm() / theirs.double().norm().clamp_min(1e-30)).item()
        largest = difference.abs().max().item()
        # A NaN would win no comparison, and must not be lost.
        if not largest <= self.largest:
            self.largest = largest
        if not relative <= self.relative:
            self.relative, self.where = relative, name
        self.tensors += 1


def batch_of(rows: list[dict]) -> dict[str, torch.Tensor]:
    """Rows padded on the right, as transformers takes them; labels only where a token is trained on."""
    length = max(len(row["ids"]) for row in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.long)
    labels = torch.full((len(rows), length), -100, dtype=torch.long)
    for b, row in enumerate(rows):
        n = len(row["ids"])
        ids[b, :n] = torch.tensor(row["ids"])
        mask[b, :n] = 1
        labels[b, :n] = torch.where(torch.tensor(row["trained"]) == 1, ids[b, :n], -100)
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def supervised(batch: dict[str, torch.Tensor]) -> int:
    """Tokens that the loss looks at; the first of a row is never predicted."""
    return int((batch["labels"][:, 1:] != -100).sum())


def own_name(name: str) -> str:
    """PEFT's or transformers' parameter name as the TypeScript side calls it."""
    return name.removeprefix("base_model.model.").replace(".default.", ".")
