"""Token ids and rendered chat templates."""

import unicodedata
from pathlib import Path

from common import read_json, report
from transformers import AutoTokenizer


def text_checks(folder: Path, gguf: str | None) -> None:
    written = read_json(folder / "texts.json")
    compare("", AutoTokenizer.from_pretrained(folder / "model"), written)
    if gguf is None:
        return
    # From a GGUF file transformers makes a tokenizer that cuts at no digits. It shows only where the digits of other scripts are several bytes.
    path = Path(gguf)
    simple = {
        "texts": [t for t in written["texts"] if not other_digits(t["text"])],
        "chats": [c for c in written["chats"] if not other_digits(c["turns"][-1]["content"])],
    }
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    compare(", tokenizer of the GGUF read by transformers", tokenizer, simple)


def other_digits(text: str) -> bool:
    return any(unicodedata.category(c).startswith("N") and not c.isascii() for c in text)


def compare(which: str, tokenizer, written: dict) -> None:
    texts, chats = written["texts"], written["chats"]
    # Ours never takes a user's text for a special token unless told to; theirs always does unless told not to.
    count(f"token ids{which}", texts, lambda t: ids_of(tokenizer, t["text"], True) == t["ids"], "text")
    count(f"token ids with special tokens{which}", texts, lambda t: ids_of(tokenizer, t["text"], False) == t["special"], "text")
    count(f"decoded text{which}", texts, lambda t: decode(tokenizer, t["ids"]) == t["decoded"] == t["text"], "text")
    if not chats:
        return
    count(f"chat template{which}", chats, lambda c: renders_alike(tokenizer, c), "turns")
    # What a user types as `<|im_end|>` ends no turn here; in transformers it does.
    plain = [c for c in chats if "<|" not in c["turns"][-1]["content"]]
    count(f"chat token ids{which}", plain, lambda c: prompt_ids(tokenizer, c["turns"]) == c["ids"], "turns")


def ids_of(tokenizer, text: str, split_special: bool) -> list[int]:
    return tokenizer(text, add_special_tokens=False, split_special_tokens=split_special).input_ids


def decode(tokenizer, ids: list[int]) -> str:
    return tokenizer.decode(ids, clean_up_tokenization_spaces=False)


def renders_alike(tokenizer, chat: dict) -> bool:
    def render(opened: bool) -> str:
        return tokenizer.apply_chat_template(chat["turns"], tokenize=False, add_generation_prompt=opened)

    return render(False) == chat["closed"] and render(True) == chat["open"]


def prompt_ids(tokenizer, turns: list[dict]) -> list[int]:
    return tokenizer.apply_chat_template(turns, add_generation_prompt=True, return_dict=False)


def count(check: str, items: list[dict], same, key: str) -> None:
    different = [item[key] for item in items if not same(item)]
    note = f"{len(items)} compared" + "".join(f", {item!r}"[:80] for item in different[:3])
    report(check, [("different", len(different), 0)], note)
