//! Record ids: lower-case paths such as `gap/prevention/1`, which never change.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::atlas::packed::{Pack, Packer, Unpacker, fields};
use crate::atlas::{Kind, Pillar};

/// Identifies a record: `member/unodc`, `rec/protection/4`, `event/2006-09-tokyo`.
///
/// The first part is the kind. Gaps and recommendations continue with their pillar and number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId {
    path: Path,
    kind: Kind,
    pillar: Option<Pillar>,
}

/// The last part of an id.
pub(in crate::atlas) fn leaf(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The characters of an id.
#[derive(Clone)]
enum Path {
    /// Part of the program.
    BuiltIn(&'static str),
    /// Shared by all copies of the id.
    Shared(Arc<str>),
}

impl Deref for Path {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::BuiltIn(path) => path,
            Self::Shared(path) => path,
        }
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Path {}

impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Path {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(other)
    }
}

impl Hash for Path {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl Pack for Path {
    fn pack(&self, to: &mut Packer) {
        to.string(self);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        Self::BuiltIn(from.string())
    }
}

fields!(RecordId { path, kind, pillar });

impl RecordId {
    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// The kind, from the first part.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The pillar, for gaps and recommendations.
    pub const fn pillar(&self) -> Option<Pillar> {
        self.pillar
    }

    /// The last part: `1` of `gap/prevention/1`.
    pub fn leaf(&self) -> &str {
        leaf(&self.path)
    }

    /// The id without its kind: `prevention/1` of `gap/prevention/1`.
    pub fn in_kind(&self) -> &str {
        self.path.split_once('/').map_or("", |(_, rest)| rest)
    }

    /// Whether the id equals `prefix` or continues it after a slash, as `gap/prevention/1` continues `gap/prevention`.
    pub fn is_in(&self, prefix: &str) -> bool {
        let prefix = prefix.trim_end_matches('/');
        self.path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.path)
    }
}

/// Why a string is not an id; reads as `what is wrong: what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not lower-case letters, digits and hyphens between slashes.
    #[error("not an id: use lower-case letters, digits and hyphens between slashes, as in member/unodc")]
    Shape,
    /// The first part is not a kind of record.
    #[error("the id names no kind of record: begin it with one of {}", Kind::ALL.map(Kind::prefix).join(", "))]
    Kind,
    /// A gap or recommendation without its pillar and number.
    #[error("the id lacks its pillar or number: write it as {0}/prevention/1")]
    Pillar(&'static str),
}

impl TryFrom<&str> for RecordId {
    type Error = IdError;

    fn try_from(id: &str) -> Result<Self, IdError> {
        let segment_is_sound = |segment: &str| {
            !segment.is_empty() && segment.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !id.contains('/') || !id.split('/').all(segment_is_sound) {
            return Err(IdError::Shape);
        }
        let mut segments = id.split('/');
        let kind = segments.next().and_then(Kind::from_prefix).ok_or(IdError::Kind)?;
        let mut pillar = None;
        if kind.has_pillars() {
            pillar = segments.next().and_then(Pillar::from_segment);
            let number = segments.next().and_then(|number| number.parse::<u32>().ok());
            if pillar.is_none() || number.is_none() || segments.next().is_some() {
                return Err(IdError::Pillar(kind.prefix()));
            }
        }
        Ok(Self { path: Path::Shared(id.into()), kind, pillar })
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Self::try_from(id.as_str()).map_err(de::Error::custom)
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_gives_its_kind_and_pillar() {
        let id = RecordId::try_from("rec/protection/4").unwrap();
        assert_eq!((id.kind(), id.pillar(), id.leaf()), (Kind::Recommendation, Some(Pillar::Protection), "4"));
        assert_eq!(RecordId::try_from("member/unodc").unwrap().pillar(), None);
    }

    #[test]
    fn a_prefix_is_a_prefix_only_up_to_a_slash() {
        let id = RecordId::try_from("gap/prevention/1").unwrap();
        assert!(id.is_in("gap") && id.is_in("gap/prevention") && id.is_in("gap/prevention/") && id.is_in(id.as_str()));
        assert!(!id.is_in("gap/prev") && !id.is_in("ga") && !id.is_in("rec"));
    }

    #[test]
    fn a_string_that_is_not_an_id_is_refused() {
        for (text, error) in [
            ("", IdError::Shape),
            ("member", IdError::Shape),
            ("member/", IdError::Shape),
            ("member/UNODC", IdError::Shape),
            ("../etc/passwd", IdError::Shape),
            ("person/x", IdError::Kind),
            ("gap/prevention", IdError::Pillar("gap")),
            ("rec/peace/1", IdError::Pillar("rec")),
            ("gap/prevention/one", IdError::Pillar("gap")),
        ] {
            assert_eq!(RecordId::try_from(text), Err(error), "{text}");
        }
    }
}
