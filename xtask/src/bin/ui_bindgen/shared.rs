//! What several later parts share. The splitter makes a file for each set of parts that share something, which are many
//! and mostly small; here they are put together into a few, so that a click waits for a few files only.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use crate::join::join;

/// A file is filled up to about this many bytes. What is more widely used is in an earlier file.
const FULL: usize = 1_000_000;

/// The splitter's files of what is shared, `chunk_7.wasm`, by their numbers; `__chunk_7` loads one.
type Chunks = BTreeMap<u32, Vec<u8>>;

/// Puts the files in `folder` together, and has `link`, which loads them, load those instead.
///
/// # Errors
/// When a file cannot be read or written, or is not as the splitter makes them.
pub fn put_together(folder: &Path, link: &Path) -> Result<(), Box<dyn Error>> {
    let mut chunks = Chunks::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(number) = name.strip_prefix("chunk_").and_then(|n| n.strip_suffix(".wasm")) {
            chunks.insert(number.parse()?, join(&[std::fs::read(&path)?])?);
            std::fs::remove_file(&path)?;
        } else if name.starts_with("split_") && name.ends_with(".wasm") {
            // By itself: without its names.
            std::fs::write(&path, join(&[std::fs::read(&path)?])?)?;
        }
    }
    let text = std::fs::read_to_string(link)?;
    let files = files(&chunks, &users(&text));
    for (index, numbers) in files.iter().enumerate() {
        let modules: Vec<Vec<u8>> = numbers.iter().map(|number| chunks[number].clone()).collect();
        std::fs::write(folder.join(format!("shared_{index}.wasm")), join(&modules)?)?;
    }
    std::fs::write(link, relink(&text, &files)?)?;
    Ok(())
}

/// How many parts want each of the shared files.
fn users(link: &str) -> BTreeMap<u32, usize> {
    let mut users = BTreeMap::new();
    for number in link.lines().filter_map(wanted).flatten() {
        *users.entry(number).or_default() += 1;
    }
    users
}

/// The shared files that a part wants, of the line that says so: `, [__chunk_7, __chunk_9]));`.
fn wanted(line: &str) -> Option<Vec<u32>> {
    let list = line.strip_prefix(", [")?.strip_suffix("]));")?;
    list.split(", ")
        .map(|name| name.strip_prefix("__chunk_")?.parse().ok())
        .collect()
}

/// Which of the splitter's files come together, the most widely used first.
fn files(chunks: &Chunks, users: &BTreeMap<u32, usize>) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = chunks.keys().copied().collect();
    order.sort_by_key(|number| std::cmp::Reverse(users.get(number).copied().unwrap_or_default()));
    let (mut files, mut filled) = (Vec::<Vec<u32>>::new(), 0);
    for number in order {
        let size = chunks[&number].len();
        match files.last_mut() {
            Some(file) if filled + size <= FULL => file.push(number),
            _ => {
                files.push(vec![number]);
                filled = 0;
            }
        }
        filled += size;
    }
    files
}

/// The text that loads the parts, with the new files in the place of the splitter's.
fn relink(link: &str, files: &[Vec<u32>]) -> Result<String, Box<dyn Error>> {
    let file_of = |number: u32| files.iter().position(|file| file.contains(&number));
    let mut text = String::new();
    let mut lines = link.lines();
    while let Some(line) = lines.next() {
        let chunk = line
            .strip_prefix("const __chunk_")
            .and_then(|rest| rest.split_once(' '));
        if let Some((number, _)) = chunk {
            let block: Vec<&str> = std::iter::once(line)
                .chain(lines.by_ref().take_while(|line| *line != ", []);"))
                .collect();
            let file = file_of(number.parse()?).ok_or("a shared file is missing")?;
            // The first of a file's loads all of it.
            if files[file].first() == Some(&number.parse()?) {
                text += &block
                    .join("\n")
                    .replace(&format!("chunk_{number}"), &format!("shared_{file}"));
                text += "\n, []);\n";
            }
        } else if let Some(numbers) = wanted(line) {
            let mut wanted: Vec<usize> = numbers.into_iter().filter_map(file_of).collect();
            wanted.sort_unstable();
            wanted.dedup();
            let names: Vec<String> = wanted.iter().map(|file| format!("__shared_{file}")).collect();
            text += &format!(", [{}]));\n", names.join(", "));
        } else if !line.starts_with("/* ") {
            text += line;
            text.push('\n');
        }
    }
    match text.contains("chunk_") {
        true => Err("the splitter's loader has another shape than this code knows".into()),
        false => Ok(text),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const LINK: &str = r#"import { initSync } from "./ballast_ui.js";
/* a, b */
const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL("./chunk_3.wasm", import.meta.url));
}
, []);
/* a, b, c */
const __chunk_4 = makeLoad(() => {
    const src = fetch(new URL("./chunk_4.wasm", import.meta.url));
}
, []);
export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_a.wasm", import.meta.url));
}
, [__chunk_3, __chunk_4]));
export const __wasm_split_load_c = wrapAsyncCb(makeLoad(() => async (_imp) => ({})
, [__chunk_4]));
export const __wasm_split_load_d = wrapAsyncCb(makeLoad(() => async (_imp) => ({})
, []));
"#;

    fn of_size(sizes: [(u32, usize); 3]) -> Chunks {
        sizes
            .into_iter()
            .map(|(number, size)| (number, vec![0; size]))
            .collect()
    }

    #[test]
    fn a_file_is_filled_with_what_is_most_widely_used() {
        let users = BTreeMap::from([(1, 2), (2, 7), (3, 4)]);
        let small = of_size([(1, 10), (2, 10), (3, 10)]);
        assert_eq!(files(&small, &users), [vec![2, 3, 1]]);
        let large = of_size([(1, 10), (2, FULL - 5), (3, 10)]);
        assert_eq!(files(&large, &users), [vec![2], vec![3, 1]]);
    }

    #[test]
    fn a_part_wants_each_new_file_once_and_no_old_one() {
        assert_eq!(users(LINK), BTreeMap::from([(3, 1), (4, 2)]));
        let together = relink(LINK, &[vec![4, 3]]).unwrap();
        assert_eq!(together.matches("const __shared_0 = makeLoad(").count(), 1);
        assert_eq!(together.matches("\"./shared_0.wasm\"").count(), 1);
        assert_eq!(together.matches("\n, [__shared_0]));").count(), 2);
        let apart = relink(LINK, &[vec![4], vec![3]]).unwrap();
        assert!(apart.contains(", [__shared_0, __shared_1]));"), "{apart}");
        assert!(apart.contains("const __shared_1 = makeLoad("), "{apart}");
    }

    #[test]
    fn a_loader_of_another_shape_is_refused() {
        assert!(relink("let __chunk_3 = 1;", &[vec![3]]).is_err());
    }
}
