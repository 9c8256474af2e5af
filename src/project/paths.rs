//! Names of files: relative, with `/` between folders.

use crate::source::has_extension;

/// A path with its `.` and `..` worked out as far as they can be.
pub(super) fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" if !parts.is_empty() => {}
            "." => {}
            ".." if parts.last().is_some_and(|last| !last.is_empty() && *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

pub(super) fn join(folder: &str, name: &str) -> String {
    if folder == "." || folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

pub(super) fn parent(name: &str) -> &str {
    name.rsplit_once('/').map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder })
}

pub(super) fn file_stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    if has_extension(name, "comity") || has_extension(name, "md") {
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn paths_are_worked_out() {
        for (path, clean) in [("a/../b", "b"), ("./a//b/.", "a/b"), ("../a", "../a"), ("a/..", "."), ("/a/b", "/a/b")] {
            assert_eq!(normalize(path), clean);
        }
    }
}
