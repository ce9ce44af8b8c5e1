//! Inputs: the seeds, and what becomes of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::targets::Target;

/// Files by path; of a target of one file, that one without a name.
#[derive(Clone, Debug, Default)]
pub struct Input(pub BTreeMap<String, Vec<u8>>);

impl Input {
    /// A file, or every file of a folder.
    pub fn read(path: &Path) -> Input {
        if path.is_file() {
            return Input::of(fs::read(path).unwrap());
        }
        let mut files = BTreeMap::new();
        let mut open = vec![path.to_path_buf()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap().path();
                match entry.is_dir() {
                    true => open.push(entry),
                    false => {
                        let name = entry.strip_prefix(path).unwrap().to_string_lossy();
                        files.insert(name.replace('\\', "/"), fs::read(&entry).unwrap());
                    }
                }
            }
        }
        Input(files)
    }

    pub fn of(bytes: Vec<u8>) -> Input {
        Input(BTreeMap::from([(String::new(), bytes)]))
    }

    pub fn write(&self, path: &Path) {
        for (name, bytes) in &self.0 {
            let file = match name.is_empty() {
                true => path.to_path_buf(),
                false => path.join(name),
            };
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }

    pub fn bytes(&self) -> &[u8] {
        self.0.values().next().map_or(b"", Vec::as_slice)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }
}

/// The seeds of a target.
pub struct Corpus {
    pub seeds: Vec<Input>,
    /// Every file of every seed, to take pieces from.
    pieces: Vec<Vec<u8>>,
}

impl Corpus {
    pub fn read(target: &Target) -> Corpus {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
        let folder = folder.join(target.seeds);
        let mut paths: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|_| panic!("no seeds in {}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let seeds: Vec<Input> = paths.iter().map(|path| Input::read(path)).collect();
        let pieces = seeds.iter().flat_map(|seed| seed.0.values().cloned());
        Corpus {
            pieces: pieces.collect(),
            seeds,
        }
    }

    /// The input of a number: first the seeds as they are, then what becomes of them.
    pub fn input(&self, seed: u64, number: usize) -> Input {
        if let Some(seed) = self.seeds.get(number) {
            return seed.clone();
        }
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number as u64);
        let mut input = random.one_of(&self.seeds).clone();
        let names: Vec<String> = input.0.keys().cloned().collect();
        // Mostly little is wrong: what is wrong everywhere is not looked at closely.
        for _ in 0..1 + random.below(3) {
            let file = input.0.get_mut(random.one_of(&names)).unwrap();
            for _ in 0..1 + random.below(4) {
                mutate(file, &self.pieces, &mut random);
            }
        }
        input
    }
}

/// Numbers that depend on nothing but the first (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// How large an input may grow. What grows with its square would be seen by then.
const LARGEST: usize = 60_000;

fn mutate(file: &mut Vec<u8>, pieces: &[Vec<u8>], random: &mut Random) {
    let at = random.below(file.len() + 1);
    let reach = [1, 8, 80, 800][random.below(4)];
    let end = (at + 1 + random.below(reach)).min(file.len());
    match random.below(12) {
        // A byte is another one.
        0 if at < file.len() => file[at] = random.next() as u8,
        1 if at < file.len() => file[at] ^= 1 << random.below(8),
        // A stretch is gone, is there twice, or stands elsewhere too.
        2 => drop(file.drain(at..end)),
        3 => {
            let stretch = file[at..end].to_vec();
            insert(file, at, &stretch);
        }
        4 => {
            let to = random.below(file.len() + 1);
            let stretch = file[at..end].to_vec();
            insert(file, to, &stretch);
        }
        // A line is gone, or stands elsewhere.
        5 => {
            let mut lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
            if !lines.is_empty() {
                let line = lines.remove(random.below(lines.len()));
                if random.below(2) == 0 {
                    lines.insert(random.below(lines.len() + 1), line);
                }
            }
            *file = lines.concat();
        }
        // A piece of another seed, in place of this one's or beside it.
        6 | 7 => {
            let other = random.one_of(pieces);
            let start = random.below(other.len() + 1);
            let stop = (start + 1 + random.below(200)).min(other.len());
            let piece = other[start..stop].to_vec();
            if random.below(2) == 0 {
                file.drain(at..end);
            }
            insert(file, at.min(file.len()), &piece);
        }
        // A word that means something somewhere.
        8 | 9 => insert(file, at, random.one_of(WORDS).as_bytes()),
        // A word or a stretch over and over, perhaps closed again.
        10 => {
            let (open, close) = *random.one_of(NESTS);
            let times = [2, 20, 200, 3000][random.below(4)];
            let mut nest = open.repeat(times);
            if random.below(2) == 0 {
                nest.push_str(&close.repeat(times));
            }
            insert(file, at, nest.as_bytes());
        }
        11 => {
            let stretch = file[at..end].repeat([2, 10, 100][random.below(3)]);
            insert(file, at, &stretch);
        }
        _ => {}
    }
    file.truncate(LARGEST);
}

fn insert(file: &mut Vec<u8>, at: usize, piece: &[u8]) {
    file.splice(at..at, piece.iter().copied());
}

/// What opens and closes, and may lie in itself.
const NESTS: &[(&str, &str)] = &[
    ("[", "]"),
    ("{", "}"),
    ("(", ")"),
    ("[[", "]]"),
    ("{a=", "}"),
    ("{\"a\":", "}"),
    ("a: {", "}"),
    ("- ", ""),
    ("> ", ""),
    ("* ", ""),
    ("1. ", ""),
    ("  ", ""),
    ("a.", ""),
    ("*", "*"),
    ("_a ", "_"),
    ("`", "`"),
    ("![", "](x)"),
    ("[x](", ")"),
    ("<div>", "</div>"),
    ("<b>", "</b>"),
    ("<svg>", "</svg>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<details>\n\n", "\n\n</details>"),
    ("<!--", "-->"),
    ("&", ";"),
    ("{{< a >}}", "{{< /a >}}"),
    ("{% if x %}", "{% endif %}"),
    ("\n## h\n", ""),
    ("\n[[events]]\ntitle = \"x\"\ndate = \"2026\"\n", ""),
    ("\n```timeline\n", "\n```\n"),
    ("|a", "|\n"),
    ("[^1]", "\n[^1]: x\n"),
    ("1,", ""),
    ("1. 2. ", ""),
    ("9", ""),
    ("last ", ""),
    ("two ", ""),
];

/// Words that mean something to one reader or another.
const WORDS: &[&str] = &[
    "+++\n",
    "---\n",
    "{\n",
    "}\n",
    "\n\n",
    "\r\n",
    "\r",
    "\0",
    "\u{b}",
    "\u{8}",
    "\u{feff}",
    "\u{fffe}",
    "\u{2028}",
    "\u{202e}",
    "\u{301}",
    "\u{200d}",
    "\u{fdd0}",
    "\u{fdd1}",
    "İ",
    "ß",
    "Ǆ",
    "ﬁ",
    "👩‍👩‍👧",
    "العربية",
    "日本",
    "\u{1d7d9}",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u0000",
    "\\ud800",
    "\\x00",
    "#",
    "%",
    "%00",
    "%2e%2e%2f",
    "..",
    "../",
    "/",
    "//",
    "title = ",
    "date = ",
    "draft = true\n",
    "embargo = 2099-01-01\n",
    "expires = 2000-01-01\n",
    "draft: yes\n",
    "published: false\n",
    "[extra]\n",
    "[[events]]\n",
    "[[figures]]\n",
    "[[corrections]]\n",
    "[image]\nfile = \"\"\n",
    "id = \"e\"\n",
    "status = \"announced\"\n",
    "status = \"happened\"\n",
    "status = \"cancelled\"\n",
    "status = \"postponed\"\n",
    "status = \"in-force\"\n",
    "by = \"x\"\n",
    "for = \"x\"\n",
    "via = \"x\"\n",
    "source = \"x\"\n",
    "disputes = [\"x\"]\n",
    "reported = 2024-01-01\n",
    "reported = 2024-01-01T00:00:00+23:59\n",
    "review = true\n",
    "as_of = \"2024\"\n",
    "value = 1e400\n",
    "value = -0\n",
    "value = 999999999999999999\n",
    "value = 0.0000000001\n",
    "min = 5\nmax = 1\n",
    "series = \"s\"\n",
    "hedge = \"about\"\n",
    "unit = \"km²\"\n",
    "measure = \"total\"\n",
    "max_age = 99999999999\n",
    "topics = []\n",
    "regions = [\"IQ\"]\n",
    "aliases = [\"/\"]\n",
    "slug = \"..\"\n",
    "lang = \"ar\"\n",
    "also_in = [\"a\"]\n",
    "2024-02-30",
    "2024-02-29",
    "9999-12-31",
    "0000-01-01",
    "-9999",
    "Y-170000002",
    "20XX",
    "XXXX-XX-XX",
    "[..2024]",
    "[2024..]",
    "{2024,2025}",
    "[1667..1672]",
    "2024/..",
    "../2024",
    "2024-21",
    "2024-41",
    "2024?",
    "2024~-06%",
    "?2024",
    "2004-06-11?/2005~",
    "2024-09-09T25:61:61Z",
    "2024-12-31T23:59:60Z",
    "1e9999",
    "NaN",
    "inf",
    "0x",
    "0b",
    "_",
    "true",
    "null",
    "~",
    "!!binary ",
    "&a ",
    "*a",
    "<<: *a\n",
    "? ",
    "- ",
    ": ",
    "|\n",
    ">-\n",
    "%YAML 1.2\n",
    "- - - -",
    "[[[[",
    "```chart\nseries = \"s\"\n```\n",
    "```timeline\nevents = [\"e\"]\n```\n",
    "```event\nid = \"e\"\n```\n",
    "```facts\n```\n",
    "```map\n```\n",
    "~~~~\n",
    "## x {#x .y z=1}\n",
    "[^1]",
    "[^1]: x\n",
    "| a |\n|---|\n",
    ": x\n",
    "> [!NOTE]\n",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<svg>",
    "<math>",
    "<template>",
    "<noscript>",
    "<table>",
    "<a href=\"javascript:x\">",
    "<img src=x onerror=x>",
    "onclick=x",
    "style=\"x\"",
    "id=\"main\"",
    "href=\"#\"",
    "srcset=\"a 1x, b 2x\"",
    "&#0;",
    "&#x110000;",
    "&amp",
    "&colon;",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{< ref \"x\" >}}",
    "{{ site.baseurl }}",
    "{% post_url 2024-01-01-x %}",
    "{% raw %}",
    "(@/x.md)",
    "(x.md#event-1)",
    "base_url = \"https://x/\"\n",
    "timezone = \"Asia/Kathmandu\"\n",
    "as_of = 2020-01-01\n",
    "language = \"ar\"\n",
    "[limits]\npage = 0\n",
    "[foreign]\n",
    "[taxonomies]\n",
    "[output]\n",
    "[publisher]\n",
    "theme = \"../x\"\n",
    "menu = false\n",
    "weight = -1\n",
    "yesterday",
    "next Friday",
    "the second half of the year",
    "in the 1990s",
    "two weeks ago",
    "by the end of ",
    "since ",
    "between ",
    "from January to March",
    "5th century BC",
    "noon",
    "half a million",
    "two-thirds",
    "1,1,1,1",
    "$5bn",
    "5 per cent",
    "12 °C",
    "km/h",
    "By A Writer",
    "LONDON, March 3 (Reuters) – ",
    "BAGHDAD:",
    "Advertisement",
    "Read more",
    "\t",
    "    ",
    "\u{a0}",
    "—",
    "“",
    "”",
    "…",
    "{\"@type\":\"NewsArticle\",\"headline\":\"x\"}",
    "<script type=\"application/ld+json\">",
    "<meta charset=\"utf-16\">",
    "<base href=\"//x\">",
];
