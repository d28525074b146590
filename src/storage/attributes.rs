//! Who may do what with a file, handed on to the one that takes its place. Where that cannot be kept in full, fewer may.

use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, lgetxattr};
use rustix::io::Errno;

/// The permissions to read, write and run, without those to run as somebody else.
const RIGHTS: u32 = 0o777;

/// Those of the file's group, and of everybody.
const OF_GROUP: u32 = 0o070;
const OF_ALL: u32 = 0o007;

/// Where Linux keeps a file's access control list.
const ACL: &str = "system.posix_acl_access";

/// The longest value of an attribute, in bytes, by Linux's `XATTR_SIZE_MAX`.
const LONGEST_VALUE: usize = 1 << 16;

/// A file's owner, group, permissions and access control list.
pub(super) struct Attributes {
    owner: u32,
    group: u32,
    mode: u32,
    /// As the system gives it.
    list: Option<Vec<u8>>,
}

impl Attributes {
    /// Those of a file, if it is there.
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
                    // With a list, what stands in the group's place may be more than the group's.
                    mode &= !OF_GROUP;
                }
                None
            }
        };
        Ok(Some(Self { owner: metadata.uid(), group: metadata.gid(), mode, list }))
    }

    /// Gives them to a file that nobody else can read yet.
    pub(super) fn give_to(&self, file: &File) -> io::Result<()> {
        let group_kept = file.metadata()?.gid() == self.group || fchown(file, None, Some(self.group)).is_ok();
        // Only root gives files away.
        let _ = fchown(file, Some(self.owner), None);
        let list = self.list.as_ref().filter(|_| group_kept);
        let listed = list.is_some_and(|list| fsetxattr(file, ACL, list, XattrFlags::empty()).is_ok());
        // The folder may have given it a list of its own.
        let unlisted = listed || fremovexattr(file, ACL).map_or_else(is_none, |()| true);
        let mode = match &self.list {
            Some(_) if listed => self.mode,
            None if group_kept && unlisted => self.mode,
            // Its group is another one now, and may do what everybody may.
            Some(_) | None if unlisted => self.mode & !OF_GROUP | (self.mode & OF_ALL) << 3 & self.mode,
            Some(_) | None => self.mode & !OF_GROUP,
        };
        // Where no permissions are kept, those of the file system have to do.
        let _ = file.set_permissions(Permissions::from_mode(mode));
        Ok(())
    }
}

/// Whether an error says that a file has no list.
const fn is_none(error: Errno) -> bool {
    matches!(error, Errno::NODATA | Errno::OPNOTSUPP)
}
