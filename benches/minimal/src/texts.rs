//! The texts of the frame.

use Words::{Heading, Text};

/// A line of the overview or the detail.
pub enum Words {
    Heading(&'static str),
    Text(&'static str),
}

pub const TITLE: &str = " · Inter-Agency Coordination Group against Trafficking in Persons";
pub const EDITION: &str = "2010-deck, as known on 20 October 2010 ";
pub const FOOTER: &str =
    " / and a few letters find anything   ? shows the keys   † is our judgement   ○ no recommendation answers it";

pub const MEMBERS: [&str; 17] = [
    "UNODC",
    "DPKO",
    "IOM",
    "ILO",
    "INTERPOL†",
    "ICAO",
    "OHCHR",
    "UNAIDS",
    "UNDP",
    "UNDAW",
    "UNFPA",
    "UNICEF",
    "UNIFEM",
    "UNICRI",
    "UNESCO",
    "UNHCR",
    "World Bank",
];

pub const CLAUSES: [&str; 3] = [
    "1 Coordinate via\n  ICAT and UN.GIFT",
    "2 Strengthen and\n  support ICAT",
    "3 UNODC coordinating\n  a stronger ICAT",
];

pub const OVERVIEW: [Words; 17] = [
    Heading("UNANSWERED GAPS †"),
    Text("Prevention  ○ 2 of 4"),
    Text("Protection    0 of 3"),
    Text("Prosecution   0 of 3"),
    Text("Partnership   0 of 3"),
    Heading("MEMBERS           17"),
    Text("at Tokyo meeting   7"),
    Text("contributed        9"),
    Heading("TIME LINE"),
    Text("Nov 2000 Trafficking"),
    Text("         Protocol"),
    Text("Sep 2006 Tokyo"),
    Text("         meeting"),
    Text("Mar 2007 ICAT"),
    Text("         established"),
    Text("Jul 2010 Global Plan"),
    Text("         adopted"),
];

/// A column of the matrix.
pub struct Pillar {
    pub heading: &'static str,
    pub gaps: &'static [&'static str],
    pub recommendations: &'static [&'static str],
}

pub const MATRIX: [Pillar; 4] = [
    Pillar {
        heading: "PREVENTION gaps",
        gaps: &[
            "1○Holistic approach",
            "2 Vulnerabilities and\n  root causes",
            "3 Reducing the demand",
            "4○Means to reach\n  potential victims",
        ],
        recommendations: &[
            "1 Less vulnerability\n  at origin",
            "2 Focus on demand at\n  destination",
            "3 Opportunities and\n  empowerment",
            "4 Legal ways to\n  migrate",
        ],
    },
    Pillar {
        heading: "PROTECTION gaps",
        gaps: &[
            "1 Specific types of\n  trafficking",
            "2 Victims hindered\n  from taking part",
            "3 Training state and\n  civil society",
        ],
        recommendations: &[
            "1 Identify, protect\n  and assist",
            "2 Tailored training\n  for diverse needs",
            "3 Child trafficking\n  in national plans",
            "4 Protection without\n  duty to cooperate",
        ],
    },
    Pillar {
        heading: "PROSECUTION gaps",
        gaps: &["1 Large impunity", "2 Enforcement units\n  lack resources", "3 Law and practice\n  inconsistent"],
        recommendations: &[
            "1 Meet international\n  obligations",
            "2 Resources for\n  criminal justice",
            "3 Avoid grounds for\n  re-trafficking",
            "4 Protection during\n  proceedings",
        ],
    },
    Pillar {
        heading: "PARTNERSHIP gaps",
        gaps: &[
            "1 Lack of lead\n  institutions",
            "2 Different mandates\n  to coordinate",
            "3 Data collection and\n  analysis",
        ],
        recommendations: &[
            "1 Better national\n  coordination",
            "2 Collect, analyse\n  and share data",
            "3 More mutual legal\n  assistance",
            "4 Law enforcement and\n  civil society",
        ],
    },
];

pub const DETAIL: [Words; 17] = [
    Text(" “United Nations Office on Drugs and Crime (UNODC)”"),
    Text(""),
    Heading("Convened"),
    Text("   Coordination meeting in Tokyo"),
    Text("     ICAT deck, slide “What is ICAT?”, paraphrase"),
    Text(""),
    Heading("Took part in"),
    Text("   Coordination meeting in Tokyo"),
    Text("     ICAT deck, slide “What is ICAT?”, paraphrase"),
    Text(""),
    Heading("Contributed to"),
    Text("   “An analytical review : 10 years on from the adoption of the UN Trafficking in Persons"),
    Text("     Protocol”"),
    Text("     ICAT deck, slide “The first ICAT publication”, paraphrase"),
    Text(""),
    Heading("Has the part"),
    Text("   “The Anti-Human Trafficking and Migrant Smuggling Unit”"),
];
