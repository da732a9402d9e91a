"""Adapters in both directions, and the merged folder."""

from pathlib import Path

import torch
from common import Distance, Tensors, load, own_name, report
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file


def adapter_checks(folder: Path, adapted: torch.nn.Module) -> None:
    """Every tensor of our file stands in PEFT's model, to the bit, and PEFT has no other."""
    file = Tensors(folder / "adapter_model.safetensors")
    loaded = {own_name(name): p.detach() for name, p in adapted.named_parameters() if "lora_" in name}
    distance = Distance()
    for name in file.names:
        if own_name(name) in loaded:
            distance.add(name, file[name], loaded[own_name(name)])
    missing = len(set(loaded) ^ {own_name(name) for name in file.names})
    measures = [("tensors not loaded", missing, 0), ("max abs", distance.largest, 0.0)]
    report("our adapter in PEFT, tensors", measures, f"{distance.tensors} tensors")


def make_adapter(folder: Path, model: torch.nn.Module, rows: list[list[int]]) -> None:
    """An adapter saved by PEFT, with other settings than ours, and the logits that PEFT computes with it."""
    config = LoraConfig(r=4, lora_alpha=12, use_rslora=True, target_modules=["q_proj", "v_proj", "down_proj"], task_type="CAUSAL_LM")
    torch.manual_seed(3)
    adapted = get_peft_model(model, config)
    for name, parameter in adapted.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(std=0.02)
    adapted.eval()
    adapted.save_pretrained(folder)
    with torch.inference_mode():
        logits = {f"row.{i}": adapted(input_ids=torch.tensor([ids])).logits[0].clone() for i, ids in enumerate(rows)}
    save_file(logits, folder / "logits.safetensors")


def merged_folder_check(folder: Path) -> torch.nn.Module | None:
    """Opens our merged folder as anyone would. Null where nothing was exported."""
    if not folder.exists():
        return None
    from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig

    _, info = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True)
    names = [*info["missing_keys"], *info["unexpected_keys"], *info["mismatched_keys"]]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    base = AutoTokenizer.from_pretrained(folder.parent / "model")
    turns = [{"role": "user", "content": "Namaste! 123"}]
    same = prompt(tokenizer, turns) == prompt(base, turns)
    ends = GenerationConfig.from_pretrained(folder).eos_token_id
    ends = ends if isinstance(ends, list) else [ends]
    measures = [
        ("keys missing or ignored", len(names), 0),
        ("prompts that differ", 0 if same else 1, 0),
        ("missing end token", 0 if base.eos_token_id in ends else 1, 0),
    ]
    report("our merged folder in transformers", measures)
    return load(folder)


def prompt(tokenizer, turns: list[dict]) -> list[int]:
    if tokenizer.chat_template is None:
        return tokenizer(turns[0]["content"]).input_ids
    return tokenizer.apply_chat_template(turns, add_generation_prompt=True, return_dict=False)
