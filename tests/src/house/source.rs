//! One Rust file, as far as it speaks of others: the modules it declares, what it imports, and the paths in its code.

use std::str::FromStr;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// A path by its words, as in `crate::road::gas`.
pub type Path = Vec<String>;

/// What a file says of others, outside of tests.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The modules that it declares and that stand in files of their own.
    pub modules: Vec<String>,
    /// What it imports, each under the name that it has here. Of `path::*` only the path.
    pub imports: Vec<(Option<String>, Path)>,
    /// The paths of two words and more that stand in its code.
    pub paths: Vec<Path>,
}

impl Source {
    /// Reads a file's text.
    ///
    /// # Panics
    /// When it is not Rust.
    pub fn parse(text: &str) -> Self {
        let mut source = Self::default();
        source.read(TokenStream::from_str(text).expect("a file of this repository is Rust"));
        source
    }

    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = &tokens[..];
        while let [first, after @ ..] = rest {
            rest = match first {
                TokenTree::Punct(_) if is_for_tests(rest) => after_item(&rest[2..]),
                TokenTree::Ident(word) if word == "mod" => self.module(after),
                TokenTree::Ident(word) if word == "use" => self.import(after),
                TokenTree::Ident(_) => self.path(rest),
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    after
                }
                _ => after,
            };
        }
    }

    /// After the word `mod`: a file of its own where a semicolon follows the name.
    fn module<'a>(&mut self, tokens: &'a [TokenTree]) -> &'a [TokenTree] {
        if let [TokenTree::Ident(name), TokenTree::Punct(end), rest @ ..] = tokens
            && end.as_char() == ';'
        {
            self.modules.push(name.to_string());
            return rest;
        }
        tokens
    }

    /// After the word `use`: an import, or what a type says that it captures.
    fn import<'a>(&mut self, tokens: &'a [TokenTree]) -> &'a [TokenTree] {
        if matches!(tokens.first(), Some(TokenTree::Punct(first)) if first.as_char() == '<') {
            return tokens;
        }
        let end = tokens.iter().position(|token| is(token, ';')).unwrap_or(tokens.len());
        self.branch(Vec::new(), &tokens[..end]);
        &tokens[end..]
    }

    /// A branch of the tree that an import is: `a::b`, `a as b`, `a::{b, c}`, `a::*`.
    fn branch(&mut self, mut path: Path, tokens: &[TokenTree]) {
        let mut name = None;
        let mut tokens = tokens.iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    name = tokens.next().map(ToString::to_string);
                }
                // `a::{self}` is `a`; `self::a` goes on.
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for branch in inner.split(|token| is(token, ',')).filter(|branch| !branch.is_empty()) {
                        self.branch(path.clone(), branch);
                    }
                    return;
                }
                token if is(token, '*') => {
                    self.imports.push((None, path));
                    return;
                }
                _ => {}
            }
        }
        let name = name.or_else(|| path.last().cloned());
        self.imports.push((name, path));
    }

    /// From a word on: a path, if more words follow.
    fn path<'a>(&mut self, tokens: &'a [TokenTree]) -> &'a [TokenTree] {
        let (mut path, mut rest) = (Path::new(), tokens);
        while let [TokenTree::Ident(word), after @ ..] = rest {
            path.push(word.to_string());
            rest = after;
            match after {
                [one, two, next @ ..] if is(one, ':') && is(two, ':') && is_word(next.first()) => rest = next,
                _ => break,
            }
        }
        if path.len() > 1 {
            self.paths.push(path);
        }
        rest
    }
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_word(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Ident(_)))
}

/// Whether `#[cfg(test)]` stands here.
fn is_for_tests(tokens: &[TokenTree]) -> bool {
    let [sign, TokenTree::Group(attribute), ..] = tokens else {
        return false;
    };
    let words: Vec<TokenTree> = attribute.stream().into_iter().collect();
    let named = |token: &TokenTree, name: &str| matches!(token, TokenTree::Ident(word) if *word == *name);
    let [first, TokenTree::Group(condition)] = &words[..] else {
        return false;
    };
    let condition = condition.stream().into_iter().next();
    is(sign, '#') && named(first, "cfg") && condition.is_some_and(|first| named(&first, "test"))
}

/// What comes after the item that begins here: after its semicolon, or after its braces.
fn after_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let is_import = |word: &Ident| word == "use";
    let import = tokens
        .iter()
        .take(3)
        .any(|token| matches!(token, TokenTree::Ident(word) if is_import(word)));
    let is_end = |token: &TokenTree| {
        let braces = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        is(token, ';') || braces && !import
    };
    tokens.iter().position(is_end).map_or(&[], |end| &tokens[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> Path {
        path.split("::").map(str::to_owned).collect()
    }

    #[test]
    fn a_tree_of_imports_is_each_of_its_branches() {
        let source = Source::parse("use crate::{road::{self, gas::Gas}, views as seen};\npub use super::far::*;");
        let named = |name: &str, to: &str| (Some(name.to_owned()), path(to));
        assert_eq!(
            source.imports,
            [
                named("road", "crate::road"),
                named("Gas", "crate::road::gas::Gas"),
                named("seen", "crate::views"),
                (None, path("super::far")),
            ]
        );
    }

    #[test]
    fn paths_are_found_in_code_and_in_macros_and_not_in_comments_or_texts() {
        let source = Source::parse(
            "/// Of `crate::no`.\nfn f<'a>() -> impl Sized + use<'a> { view! { <p>{crate::yes::now()}</p> }; \
             \"crate::no\"; a::b::<u8>('c') }",
        );
        assert_eq!(source.paths, [path("crate::yes::now"), path("a::b")]);
        assert!(source.imports.is_empty());
    }

    #[test]
    fn what_is_there_for_tests_alone_is_left_out() {
        let source = Source::parse(
            "mod a;\n#[cfg(test)]\nmod b;\n#[cfg(test)]\nuse x::{y, z};\nmod c;\n\
             #[cfg(test)]\nmod tests { use super::*; fn f() { d::e() } }\nmod f { use g::h; }",
        );
        assert_eq!(source.modules, ["a", "c"]);
        assert_eq!(source.imports, [(Some("h".to_owned()), path("g::h"))]);
        assert!(source.paths.is_empty());
    }
}
