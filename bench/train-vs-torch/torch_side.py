"""PyTorch's training step, once for every line `step` on stdin.

    python torch_side.py TASK.json all|supervised

`all`: the loss as transformers computes it, with logits for every position. `supervised`: logits only where the loss looks.
Set up as fast as it can be on a CPU without a C compiler: fused AdamW, scaled_dot_product_attention with its causal path (no mask,
because nothing is padded), no cache, denormal numbers as zero.
"""

import json
import os
import resource
import sys
import time
import warnings
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TQDM_DISABLE", "1")
warnings.filterwarnings("ignore")

import peft  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402


def say(**values) -> None:
    print(json.dumps(values), flush=True)


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text())
    torch.set_num_threads(task["threads"])
    torch.set_flush_denormal(True)
    model = transformers.AutoModelForCausalLM.from_pretrained(task["model"], dtype=torch.float32, attn_implementation="sdpa")
    if task["method"] == "lora":
        config = peft.LoraConfig(r=8, lora_alpha=16, lora_dropout=0.0, target_modules="all-linear", task_type="CAUSAL_LM")
        model = peft.get_peft_model(model, config)
    model.train()
    learning = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=1e-5, weight_decay=0.0, fused=True)

    ids = torch.tensor(task["ids"])
    labels = ids.clone()
    labels[:, : task["supervisedFrom"]] = -100
    supervised = (labels[:, 1:] != -100).nonzero(as_tuple=True)
    targets = labels[:, 1:][supervised]
    loss_of = every_position(model, ids, labels) if sys.argv[2] == "all" else supervised_only(model, ids, supervised, targets)

    count = sum(p.numel() for p in learning)
    versions = {m.__name__: m.__version__ for m in (torch, transformers, peft)}
    say(ready=1, trainable=count, supervised=len(targets), **versions)
    loss = float("nan")
    for request in sys.stdin:
        if request.strip() == "end":
            break
        begin = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        value = loss_of()
        value.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        loss = value.item()
        say(seconds=time.perf_counter() - begin)
    say(peakRssBytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, loss=loss)


def every_position(model, ids, labels):
    return lambda: model(input_ids=ids, labels=labels, use_cache=False).loss


def supervised_only(model, ids, supervised, targets):
    causal = model.get_base_model() if isinstance(model, peft.PeftModel) else model

    def loss():
        hidden = causal.model(input_ids=ids, use_cache=False).last_hidden_state[:, :-1][supervised]
        return torch.nn.functional.cross_entropy(causal.lm_head(hidden), targets)

    return loss


main()
