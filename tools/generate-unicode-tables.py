#!/usr/bin/env python3
"""Writes Sources/LibrettoModel/Text/{FoldingTable*,CaseFoldingTable,WidthTable}.swift from the Unicode database.

Usage, from the project's root:  pip install unicodedata2 && python3 tools/generate-unicode-tables.py
"""
import sys
try:
    import unicodedata2 as ucd
except ImportError:
    import unicodedata as ucd

OUT = "Sources/LibrettoModel/Text/"
MADE = f"// Made by tools/generate-unicode-tables.py from the Unicode Character Database {ucd.unidata_version}. Do not edit.\n\n"

# Letters with strokes and ligatures, which Unicode does not decompose, and the letters people type for them.
LETTERS = {"æ": "ae", "ǽ": "ae", "ǣ": "ae", "œ": "oe", "ø": "o", "ǿ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
           "ħ": "h", "ŧ": "t", "ı": "i", "ĸ": "k", "ŋ": "n", "ƀ": "b", "ƃ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d",
           "ɠ": "g", "ǥ": "g", "ɨ": "i", "ƙ": "k", "ƚ": "l", "ɫ": "l", "ɲ": "n", "ƞ": "n", "ɵ": "o", "ƥ": "p",
           "ƭ": "t", "ʈ": "t", "ʉ": "u", "ʋ": "v", "ƴ": "y", "ɏ": "y", "ƶ": "z", "ȥ": "z", "ȼ": "c", "ⱥ": "a",
           "ⱦ": "t", "ɇ": "e", "ɉ": "j", "ɍ": "r", "ƿ": "w", "ʼ": "'", "’": "'", "‘": "'", "ʹ": "'", "“": '"',
           "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "⁄": "/"}


def is_dropped(c):
    """Marks that are written around a letter: not the vowel signs, viramas and voicing marks of other scripts."""
    n = ucd.combining(c)
    if n in (1, 7) or 10 <= n <= 36 or 202 <= n <= 240 or ucd.category(c) == "Me":
        return True
    o = ord(c)
    return ucd.category(c) == "Cf" and not 0x600 <= o <= 0x8E2 and o < 0x10000 or 0xFE00 <= o <= 0xFE0F \
        or 0xE0100 <= o <= 0xE01EF


def fold(c):
    text, before = c, None
    while text != before:
        before = text
        text = "".join(LETTERS.get(x, x) for x in ucd.normalize("NFKD", text).casefold())
        text = "".join(x for x in ucd.normalize("NFKD", text) if not is_dropped(x))
    return text


def assigned(first, last):
    for o in range(first, last):
        if 0xD800 <= o < 0xE000 or 0xAC00 <= o < 0xD7A4:  # surrogates; Hangul syllables are reckoned
            continue
        if ucd.category(chr(o)) not in ("Cn", "Co"):
            yield o


def written(value):
    if len(value) == 1 and value not in " {" and not ucd.combining(value):
        return value
    return "{" + value + "}"


def lines(mapping):
    """`HEX:` and then, for each scalar from there on, what it becomes; a blank for itself, braces for none or many."""
    out, run, start = [], "", None
    last = None
    for o in sorted(mapping):
        gap = 0 if last is None else o - last - 1
        if last is None or gap > 5 or len(run) + gap > 84:
            if run:
                out.append(f"{start:X}:{run}")
            run, start, gap = "", o, 0
        run += " " * gap + written(mapping[o])
        last = o
    out.append(f"{start:X}:{run}")
    return out


def table(file, type_name, member, doc, mapping):
    body = lines(mapping)
    with open(OUT + file, "w", encoding="utf-8") as f:
        f.write(MADE)
        f.write(f"extension {type_name} {{\n  /// {doc}\n  static let {member} = #\"\"\"\n")
        f.writelines(f"    {line}\n" for line in body)
        f.write('    """#\n}\n')
    print(file, len(body), "lines", len(mapping), "scalars", file=sys.stderr)


full = {o: fold(chr(o)) for o in assigned(0x80, 0x30000)}
# Braces are the notation's own, so the few forms of braces stay as they are.
full = {o: f for o, f in full.items() if f != chr(o) and "{" not in f and "}" not in f}
for file, member, first, last in (("FoldingTable+Alphabets", "alphabets", 0, 0x2000),
                                  ("FoldingTable+Symbols", "symbols", 0x2000, 0xF900),
                                  ("FoldingTable+Forms", "forms", 0xF900, 0x30000)):
    table(file + ".swift", "FoldingTable", member,
          f"What U+{first:04X} to U+{last - 1:04X} become in search: see `FoldingTable`.",
          {o: f for o, f in full.items() if first <= o < last})

# Case folding alone, where it is not what the standard library's lower-casing of the single scalar gives.
case = {o: chr(o).casefold() for o in assigned(0x80, 0x20000) if chr(o).casefold() != chr(o).lower()}
table("FoldingTable+Case.swift", "FoldingTable", "caseExceptions",
      "Full case folding where it differs from the lower-case mapping.", case)

ranges = []
for o in range(0x1100, 0x40000):
    if 0xD800 <= o < 0xE000 or ucd.east_asian_width(chr(o)) not in "WF":
        continue
    if ranges and ranges[-1][1] == o - 1:
        ranges[-1][1] = o
    else:
        ranges.append([o, o])
with open(OUT + "WidthTable.swift", "w", encoding="utf-8") as f:
    f.write(MADE)
    f.write("/// The scalars that take two columns in a terminal: `W` and `F` of Unicode's East Asian Width (UAX #11).\n")
    f.write("enum WidthTable {\n  /// First and last scalar of each range, ascending.\n  static let wide: [ClosedRange<UInt32>] = [\n")
    line = "   "
    for a, b in ranges:
        item = f" 0x{a:X}...0x{b:X},"
        if len(line) + len(item) > 105:
            f.write(line + "\n")
            line = "   "
        line += item
    f.write(line + "\n  ]\n}\n")
print("WidthTable", len(ranges), "ranges", file=sys.stderr)
