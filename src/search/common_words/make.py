#!/usr/bin/env python3
"""Makes english.txt, english-names.txt, french.txt and spanish.txt from the sources that NOTICE.md names.

usage: make.py SOURCES OUT
SOURCES holds, as downloaded:
  scowl_2020.12.07-2_all.deb     apt-get download scowl
  dictionary-fr-3.0.0.tgz        npm pack dictionary-fr@3.0.0
  dictionary-es-4.0.0.tgz        npm pack dictionary-es@4.0.0
  pyspellchecker-0.6.3-py3-none-any.whl   pip download --no-deps pyspellchecker==0.6.3
Beside this file: additions-LANGUAGE.txt and removals-LANGUAGE.txt, our own. `#` starts a comment; `word+` adds the word
and the other forms that the dictionary gives it, if seen.
"""
import gzip, io, json, re, subprocess, sys, tarfile, zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Size of each list; all other numbers are counts of occurrences in the subtitles that pyspellchecker counted.
# There, 50 is the least count, and stands for "added by hand" too.
ENGLISH_FAMILY = 4000       # a word of SCOWL 35 or 40 not seen itself stays if a word of its family is seen this often
ENGLISH_SEEN_40 = 120       # SCOWL 40: seen this often
ENGLISH_SEEN_50 = 1100      # SCOWL 50 and 55: seen this often
BASE = {"french": 6600, "spanish": 6700}      # the most frequent forms
FORMS = {"french": 1000, "spanish": 4200}     # further forms of their words: seen this often
ADDED = {"french": 120, "spanish": 1000}      # further forms of the words that we add with a `+`: seen this often
LETTERS = {
    "english": "abcdefghijklmnopqrstuvwxyz",
    "french": "abcdefghijklmnopqrstuvwxyzàâæçèéêëîïôœùûüÿ",
    "spanish": "abcdefghijklmnopqrstuvwxyzáéíñóúü",
}
SINGLE = {"english": "ai", "french": "aàyô", "spanish": "aeouy"}


def own(name):
    """The words of a file of ours."""
    path = HERE / name
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [word for line in lines for word in line.split("#")[0].split()]


def counts(sources, code):
    with zipfile.ZipFile(next(sources.glob("pyspellchecker-*.whl"))) as wheel:
        return json.loads(gzip.decompress(wheel.read(f"spellchecker/resources/{code}.json.gz")))


# --- English -------------------------------------------------------------------------------------------------------

def scowl(sources):
    deb = next(sources.glob("scowl_*_all.deb"))
    tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, capture_output=True).stdout
    lists = {}
    with tarfile.open(fileobj=io.BytesIO(tar)) as files:
        for file in files:
            if "/dict/scowl/" in file.name and file.isfile():
                lists[file.name.rsplit("/", 1)[1]] = files.extractfile(file).read().decode("latin1").split()
    return lists


def american(word):
    """Roughly the American spelling, to look its count up."""
    word = re.sub(r"(?<=[lbvnudps])our(?!s?$)", "or", word) if len(word) > 5 else word
    word = re.sub(r"our(s?)$", r"or\1", word) if len(word) > 5 else word
    word = re.sub(r"is(e|es|ed|ing|ation|ations|er|ers|able)$", r"iz\1", word)
    word = re.sub(r"ys(e|es|ed|ing)$", r"yz\1", word)
    word = re.sub(r"([tb])re(s?)$", r"\1er\2", word)
    word = re.sub(r"ll(ed|ing|er|ers|ous|y)$", r"l\1", word)
    word = re.sub(r"ence(s?)$", r"ense\1", word)
    word = re.sub(r"ogue(s?)$", r"og\1", word)
    word = word.replace("programme", "program").replace("aemi", "emi").replace("paed", "ped").replace("oeuv", "euv")
    return word.replace("cheque", "check").replace("tyre", "tire")


def family(word):
    """A rough stem: words of one family share it."""
    for end in ("izations", "isations", "ization", "isation", "ations", "ation", "ingly", "ements", "ement", "ments", "ment",
                "ities", "ness", "izing", "ising", "ized", "ised", "izes", "ises", "ize", "ise", "ably", "able", "ings",
                "edly", "ing", "ions", "ion", "ies", "ied", "ity", "ers", "ors", "er", "or", "ed", "es", "al", "ly", "ic",
                "s", "y", "e"):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return family(word[:-len(end)]) if end in ("s", "ly") else word[:-len(end)]
    return word


def english(sources):
    lists, seen = scowl(sources), counts(sources, "en")
    kinds = ("english", "american", "british", "british_z")
    letters = re.compile(f"[{LETTERS['english']}]+")
    level, names = {}, set()
    for size in (10, 20, 35, 40, 50, 55, 60, 70):
        for kind in kinds:
            for word in lists.get(f"{kind}-words.{size}", ()):
                if letters.fullmatch(word):
                    level.setdefault(word, size)
            for part in ("upper", "proper-names", "abbreviations"):
                if size <= 50:
                    names |= {word.lower() for word in lists.get(f"{kind}-{part}.{size}", ())}
    often = {word: max(seen.get(word, 0), seen.get(american(word), 0)) for word in level}
    families = defaultdict(int)
    for word, size in level.items():
        if size <= 35:
            families[family(american(word))] = max(families[family(american(word))], often[word])
    compared = re.compile(r".*(ier|iest|[^e]{3}est)")
    result = set()
    for word, size in level.items():
        count, kin = often[word], families[family(american(word))]
        if count == 0 and word.endswith(("er", "est")):     # made by rule: `carefuller`
            take = False
        elif size <= 20:
            take = True
        elif size == 35:
            take = count > 90 or (kin >= ENGLISH_FAMILY and not compared.fullmatch(word))
        elif size == 40:
            take = count >= ENGLISH_SEEN_40 and word not in names
        else:
            take = size <= 55 and count >= ENGLISH_SEEN_50 and word not in names
        if take:
            result.add(word)
    return result, seen, level


def proper_names(sources):
    """The names of people, places and things that SCOWL has up to size 50, in small letters; shorter words are never corrected."""
    lists = scowl(sources)
    kinds = ("english", "american", "british", "british_z")
    parts = (f"{kind}-{part}.{size}" for kind in kinds for part in ("proper-names", "upper") for size in (10, 35, 40, 50))
    return {word.lower() for part in parts for word in lists.get(part, ()) if re.fullmatch("[A-Za-z]{4,}", word)}


# --- Hunspell ------------------------------------------------------------------------------------------------------

class Hunspell:
    """The forms of a Hunspell dictionary, as far as French and Spanish need them: suffixes twice, prefixes once."""

    def __init__(self, archive):
        with tarfile.open(archive) as files:
            affixes, words = (files.extractfile(f"package/index.{end}").read().decode("utf-8") for end in ("aff", "dic"))
        self.long = "FLAG long" in affixes
        self.rules = {"SFX": defaultdict(list), "PFX": defaultdict(list)}
        marks = {}
        for line in affixes.splitlines():
            part = line.split()
            if len(part) == 2:
                marks[part[0]] = part[1]
            if len(part) >= 5 and part[0] in self.rules:
                kind, flag, strip, add, condition = part[:5]
                add, _, flags = add.partition("/")
                strip, add = ("" if it == "0" else it for it in (strip, add))
                if "'" in add:
                    continue
                condition = "" if condition == "." else condition
                test = re.compile(condition + "$" if kind == "SFX" else "^" + condition)
                self.rules[kind][flag].append((strip, add, test, self.flags(flags)))
        self.hidden = {marks.get(mark) for mark in ("FORBIDDENWORD", "KEEPCASE", "NOSUGGEST")} - {None}
        self.stem_only = marks.get("NEEDAFFIX")
        self.entries = []
        for line in words.splitlines()[1:]:
            word, _, flags = line.split("\t")[0].split(" ")[0].partition("/")
            self.entries.append((word, self.flags(flags)))

    def flags(self, text):
        return {text[i:i + 2] for i in range(0, len(text), 2)} if self.long else set(text)

    def suffixed(self, word, flags, depth=2):
        if self.stem_only not in flags:
            yield word
        if depth:
            for flag in flags:
                for strip, add, test, further in self.rules["SFX"].get(flag, ()):
                    if word.endswith(strip) and test.search(word):
                        yield from self.suffixed(word[:len(word) - len(strip)] + add, further, depth - 1)

    def forms(self, word, flags):
        if flags & self.hidden:
            return
        for form in self.suffixed(word, flags):
            yield form
            for flag in flags:
                for strip, add, test, _ in self.rules["PFX"].get(flag, ()):
                    if form.startswith(strip) and test.search(form):
                        yield add + form[len(strip):]


def hunspell(sources, language, code):
    seen = counts(sources, code)
    letters = re.compile(f"[{LETTERS[language]}]+")
    dictionary = Hunspell(next(sources.glob(f"dictionary-{code}-*.tgz")))
    added = {word.rstrip("+") for word in own(f"additions-{language}.txt")}
    stems_of, forms_of, known = defaultdict(set), defaultdict(set), set()
    for number, (stem, flags) in enumerate(dictionary.entries):
        if not letters.fullmatch(stem):         # names, abbreviations, words with hyphens
            continue
        for form in dictionary.forms(stem, flags):
            if form in added:
                known.add(form)
            if letters.fullmatch(form) and (seen.get(form, 0) > 50 or form in added):
                stems_of[form].add(number)
                forms_of[number].add(form)
    base = sorted(stems_of, key=lambda form: (-seen.get(form, 0), form))[:BASE[language]]
    result = set(base)
    further = [word.rstrip("+") for word in own(f"additions-{language}.txt") if word.endswith("+")]
    for forms, least in ((base, FORMS[language]), (further, ADDED[language])):
        for form in forms:
            for number in stems_of.get(form, ()):
                result |= {other for other in forms_of[number] if seen.get(other, 0) >= least}
    return result, seen, added - known


# --- All -----------------------------------------------------------------------------------------------------------

def front_coded(words):
    size, last = 0, ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(last)) and word[shared] == last[shared]:
            shared += 1
        size, last = size + 2 + len(word[shared:].encode()), word
    return size


def written(words, path):
    text = "".join(word + "\n" for word in words)
    path.write_text(text, "utf-8")
    return text


def main():
    sources, out = map(Path, sys.argv[1:3])
    sums = [0, 0]
    for language, code in (("english", "en"), ("french", "fr"), ("spanish", "es")):
        if language == "english":
            words, seen, level = english(sources)
            strangers = {word for word in own("additions-english.txt") if word not in level}
        else:
            words, seen, strangers = hunspell(sources, language, code)
        words |= {word.rstrip("+") for word in own(f"additions-{language}.txt")}
        words -= set(own(f"removals-{language}.txt"))
        words = sorted(word for word in words if len(word) > 1 or word in SINGLE[language])
        assert all(set(word) <= set(LETTERS[language]) for word in words), "a letter of another alphabet"
        text = written(words, out / f"{language}.txt")
        if language == "english":
            written(sorted(proper_names(sources) - set(words)), out / "english-names.txt")
        size, coded = len(text.encode()), front_coded(words)
        sums = [sums[0] + size, sums[1] + coded]
        print(f"{language}: {len(words)} words, {size} bytes, {coded} front-coded; additions in no source: {sorted(strangers)}")
    print(f"all: {sums[0]} bytes, {sums[1]} front-coded")


if __name__ == "__main__":
    main()
