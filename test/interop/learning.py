"""Loss, gradients and ten optimizer steps."""

import math
from pathlib import Path

import torch
from common import Distance, Tensors, batch_of, own_name, read_json, report, supervised
from transformers import get_cosine_schedule_with_warmup, get_linear_schedule_with_warmup

LOSS = 1e-5  # relative
GRADIENT = 1e-4  # relative, of a whole tensor
GRADIENT_VALUE = 1e-4  # absolute, of one value, for the mean loss
WEIGHT = 2e-5  # absolute, of one weight after all steps
UPDATE = 1e-3  # relative, of a whole tensor's change over all steps


def learning(model: torch.nn.Module) -> dict[str, torch.nn.Parameter]:
    return {own_name(name): p for name, p in model.named_parameters() if p.requires_grad}


def gradient_check(kind: str, folder: Path, model: torch.nn.Module) -> None:
    ours = read_json(folder / "gradients.json")
    batch = batch_of(ours["rows"])
    count = supervised(batch)
    model.zero_grad()
    loss = model(**batch, num_items_in_batch=torch.tensor(count)).loss
    loss.backward()
    own_loss = ours["lossSum"] / ours["supervised"]
    error = abs(own_loss - loss.item()) / loss.item() + abs(count - ours["supervised"])
    report(f"{kind} loss", [("relative", error, LOSS)], f"{loss.item():.6f} nats over {count} tokens")

    gradients = Tensors(folder / "gradients.safetensors")
    parameters = learning(model)
    if sorted(parameters) != gradients.names:
        report(f"{kind} gradients", [], "the learning tensors have other names")
        return
    distance = Distance()
    for name in gradients.names:
        distance.add(name, gradients[name] / count, parameters[name].grad)
    model.zero_grad()
    measures = [("max abs", distance.largest, GRADIENT_VALUE), ("worst tensor, relative", distance.relative, GRADIENT)]
    report(f"{kind} gradients", measures, f"{distance.tensors} tensors; worst {distance.where}")


def training_check(kind: str, folder: Path, model: torch.nn.Module) -> None:
    """The same micro-batches through torch.optim.AdamW, transformers' schedule and PyTorch's clipping."""
    run = read_json(folder / "training.json")
    parameters = learning(model)
    before = {name: p.detach().clone() for name, p in parameters.items()}
    decay = run["optimizer"].pop("weightDecay")
    groups = [
        {"params": [p for p in parameters.values() if p.ndim > 1], "weight_decay": decay},
        {"params": [p for p in parameters.values() if p.ndim == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW([g for g in groups if g["params"]], lr=run["learningRate"], **run["optimizer"])
    make = {"cosine": get_cosine_schedule_with_warmup, "linear": get_linear_schedule_with_warmup}[run["schedule"]]
    steps = len(run["steps"])
    schedule = make(optimizer, math.ceil(steps * run["warmupRatio"]), steps)

    worst = {"loss": 0.0, "norm": 0.0, "rate": 0.0}
    clipped = 0
    for step in run["steps"]:
        batches = [batch_of([run["rows"][line] for line in lines]) for lines in step["microBatches"]]
        count = sum(supervised(batch) for batch in batches)
        loss = 0.0
        for batch in batches:
            part = model(**batch, num_items_in_batch=torch.tensor(count)).loss
            part.backward()
            loss += part.item()
        norm = torch.nn.utils.clip_grad_norm_(parameters.values(), run["maxGradNorm"]).item()
        clipped += norm > run["maxGradNorm"]
        rate = schedule.get_last_lr()[0]
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        worst["loss"] = max(worst["loss"], abs(step["loss"] - loss) / loss)
        worst["norm"] = max(worst["norm"], abs(step["gradNorm"] - norm) / norm)
        worst["rate"] = max(worst["rate"], abs(step["learningRate"] - rate) / run["learningRate"])

    note = f"{steps} steps, {sum(len(s['microBatches']) for s in run['steps'])} batches, {clipped} steps clipped"
    measures = [("loss, relative", worst["loss"], 1e-4), ("gradient norm, relative", worst["norm"], 1e-3)]
    measures += [("learning rate", worst["rate"], 1e-12), ("steps without clipping", steps - clipped, steps - 1)]
    report(f"{kind} ten steps: loss, norm, rate", measures, note)
    report_change(kind, folder, before, parameters)


def report_change(kind: str, folder: Path, before: dict, after: dict) -> None:
    """How far the weights are apart, beside how far they have gone: |ours - theirs| / |theirs - start|."""
    trained = Tensors(folder / "trained.safetensors")
    values, updates = Distance(), Distance()
    for name in trained.names:
        theirs = after[name].detach()
        values.add(name, trained[name], theirs)
        updates.add(name, trained[name] - before[name], theirs - before[name])
    measures = [("max abs", values.largest, WEIGHT), ("worst tensor's change, relative", updates.relative, UPDATE)]
    report(f"{kind} weights after ten AdamW steps", measures, f"{values.tensors} tensors; worst {updates.where}")
