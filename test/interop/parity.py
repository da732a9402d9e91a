"""Compares what the TypeScript side wrote into a folder with PyTorch, transformers and PEFT. One JSON line per check.

    python parity.py FOLDER
"""

import sys
from pathlib import Path

import torch
from adapters import adapter_checks, make_adapter, merged_folder_check
from common import Distance, Tensors, load, read_json, report
from learning import gradient_check, training_check
from peft import PeftModel
from text import text_checks

LOGITS = 1e-3


def logits_check(name: str, model: torch.nn.Module, rows: list[list[int]], ours: Tensors) -> None:
    distance = Distance()
    with torch.inference_mode():
        for index, ids in enumerate(rows):
            theirs = model(input_ids=torch.tensor([ids])).logits[0]
            distance.add(f"row {index}", ours[f"row.{index}"], theirs)
    note = f"{sum(len(ids) for ids in rows)} positions"
    report(name, [("max abs", distance.largest, LOGITS)], note)


def weights_check(folder: Path, gguf: str) -> None:
    """The same GGUF file, dequantised by transformers on its own."""
    from transformers import AutoModelForCausalLM

    path = Path(gguf)
    theirs = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32).state_dict()
    ours = Tensors(folder / "model" / "model.safetensors")
    distance = Distance()
    for name in ours.names:
        distance.add(name, ours[name], theirs[name])
    report("GGUF weights read by transformers", [("max abs", distance.largest, 0.0)], f"{distance.tensors} tensors")


def main() -> None:
    folder = Path(sys.argv[1])
    source = read_json(folder / "source.json")
    torch.set_num_threads(source["threads"])
    text_checks(folder, source["gguf"])
    if source["gguf"] is not None:
        weights_check(folder, source["gguf"])

    rows = read_json(folder / "logits.json")
    model = load(folder / "model")
    logits_check("logits", model, rows, Tensors(folder / "logits.safetensors"))
    make_adapter(folder / "peft-made", load(folder / "model"), rows)

    adapted = PeftModel.from_pretrained(load(folder / "model"), folder / "adapter", is_trainable=True).eval()
    adapter_checks(folder / "adapter", adapted)
    adapted_logits = Tensors(folder / "adapted-logits.safetensors")
    logits_check("our adapter in PEFT, logits", adapted, rows, adapted_logits)
    merged = merged_folder_check(folder / "merged")
    if merged is not None:
        logits_check("our merged folder in transformers, logits", merged, rows, adapted_logits)
        del merged
    gradient_check("LoRA", folder / "lora", adapted)
    training_check("LoRA", folder / "lora", adapted)
    del adapted
    gradient_check("full", folder / "full", model)
    training_check("full", folder / "full", model)


main()
