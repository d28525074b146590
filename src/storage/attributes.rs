//! Copies permissions, access control list, group and owner from a file to its replacement. If something cannot be
//! copied, the replacement allows less, never more.

use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, lgetxattr};
use rustix::io::Errno;

/// The permissions to read, write and execute, without setuid and setgid.
const RIGHTS: u32 = 0o777;

/// The permissions of the file's group.
const OF_GROUP: u32 = 0o070;

/// The permissions of everybody else.
const OF_ALL: u32 = 0o007;

/// The extended attribute in which Linux stores a file's access control list.
const ACL: &str = "system.posix_acl_access";

/// Longest value of an extended attribute, in bytes: Linux's `XATTR_SIZE_MAX`.
const LONGEST_VALUE: usize = 1 << 16;

/// A file's owner, group, permissions and access control list.
pub(super) struct Attributes {
    owner: u32,
    group: u32,
    mode: u32,
    /// The access control list in the system's binary format.
    list: Option<Vec<u8>>,
}

impl Attributes {
    /// The attributes of a file; `None` if it does not exist.
    pub(super) fn of(path: &Path) -> io::Result<Option<Self>> {
        let metadata = match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            metadata => metadata?,
        };
        let mut mode = metadata.mode() & RIGHTS;
        let mut list = vec![0; LONGEST_VALUE];
        let list = match lgetxattr(path, ACL, &mut list[..]) {
            Ok(length) => {
                list.truncate(length);
                Some(list)
            }
            Err(error) => {
                if !is_none(error) {
                    // If there is a list, the group bits are its mask and may allow more than the group has.
                    mode &= !OF_GROUP;
                }
                None
            }
        };
        Ok(Some(Self { owner: metadata.uid(), group: metadata.gid(), mode, list }))
    }

    /// Applies the attributes to a file that nobody else can read yet.
    pub(super) fn apply_to(&self, file: &File) -> io::Result<()> {
        let same_group = file.metadata()?.gid() == self.group || fchown(file, None, Some(self.group)).is_ok();
        // Fails unless the process is root.
        let _ = fchown(file, Some(self.owner), None);
        let list = self.list.as_ref().filter(|_| same_group);
        let listed = list.is_some_and(|list| fsetxattr(file, ACL, list, XattrFlags::empty()).is_ok());
        // The folder's default list may have given the file one.
        let unlisted = listed || fremovexattr(file, ACL).map_or_else(is_none, |()| true);
        let mode = self.mode_with(same_group, listed, unlisted);
        // Fails on file systems without permissions.
        let _ = file.set_permissions(Permissions::from_mode(mode));
        Ok(())
    }

    /// The permissions of the replacement: `same_group` if it has the group of the old file, `listed` if it has its access
    /// control list, `unlisted` if it has no other list.
    const fn mode_with(&self, same_group: bool, listed: bool, unlisted: bool) -> u32 {
        match &self.list {
            Some(_) if listed => self.mode,
            None if same_group && unlisted => self.mode,
            // The group is a different one, so it gets only the permissions of everybody else.
            Some(_) | None if unlisted => self.mode & !OF_GROUP | (self.mode & OF_ALL) << 3 & self.mode,
            Some(_) | None => self.mode & !OF_GROUP,
        }
    }
}

/// Whether an error means that a file has no access control list.
const fn is_none(error: Errno) -> bool {
    matches!(error, Errno::NODATA | Errno::OPNOTSUPP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_that_cannot_be_copied_never_widen_the_permissions() {
        for (mode, list, same_group, listed, unlisted, expected) in [
            (0o664, None, true, false, true, 0o664),
            // A different group gets only the permissions of everybody else.
            (0o664, None, false, false, true, 0o644),
            (0o640, None, false, false, true, 0o600),
            (0o604, None, false, false, true, 0o604),
            (0o647, None, false, false, true, 0o647),
            // The list inherited from the folder remains, so the group bits are its mask.
            (0o664, None, true, false, false, 0o604),
            (0o664, None, false, false, false, 0o604),
            (0o664, Some(vec![]), true, true, true, 0o664),
            // The list is lost, and the group bits were its mask.
            (0o674, Some(vec![]), true, false, true, 0o644),
            (0o674, Some(vec![]), false, false, true, 0o644),
            (0o674, Some(vec![]), true, false, false, 0o604),
        ] {
            let attributes = Attributes { owner: 0, group: 0, mode, list };
            let replaced = attributes.mode_with(same_group, listed, unlisted);
            assert_eq!(replaced, expected, "{mode:o} {same_group} {listed} {unlisted}: {replaced:o}");
        }
    }

    #[test]
    fn only_two_errors_mean_that_there_is_no_list() {
        assert!(is_none(Errno::NODATA) && is_none(Errno::OPNOTSUPP));
        assert!(![Errno::ACCESS, Errno::PERM, Errno::IO, Errno::RANGE].into_iter().any(is_none));
    }
}
