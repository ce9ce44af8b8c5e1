//! What a style sheet loads.

use cssparser::{ParseError, Parser, Token};

/// The addresses of the pictures, fonts and further sheets that a style sheet loads.
pub fn references(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    read(&mut Parser::new(css), Text::IsText, &mut found);
    found
}

/// What a text between quotation marks is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    IsText,
    /// As within `url(…)`, or behind `@import`.
    IsAddress,
}

fn read(parser: &mut Parser<'_>, within: Text, found: &mut Vec<String>) {
    let mut text = within;
    while let Ok(token) = parser.next() {
        let mut inner = Text::IsText;
        let mut opens = true;
        let mut next = within;
        match token {
            Token::UnquotedUrl(address) => {
                found.push(address.to_string());
                opens = false;
            }
            Token::QuotedString(address) => {
                if text == Text::IsAddress {
                    found.push(address.to_string());
                }
                opens = false;
            }
            Token::AtKeyword(name) => {
                if name.eq_ignore_ascii_case("import") {
                    next = Text::IsAddress;
                }
                opens = false;
            }
            Token::Function(name) => {
                let loads = ["url", "src", "image-set", "-webkit-image-set"];
                if loads.iter().any(|loads| name.eq_ignore_ascii_case(loads)) {
                    inner = Text::IsAddress;
                }
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {}
            _ => opens = false,
        }
        text = next;
        if opens {
            // Blocks too deep within each other are no sheet that people write.
            let _ = parser.parse_nested_block(|parser| {
                read(parser, inner, found);
                Ok::<(), ParseError<()>>(())
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn whatever_a_style_sheet_loads_is_seen_and_what_is_only_text_is_not() {
        let css = "@import 'a.css' print; @import url(b.css);
            @font-face { src: url(\"c.woff2\") format(\"woff2\"), local('C') }
            @media print { p::before { content: 'd.png'; background: url(e.png) } }
            p { background: image-set('f.png' 1x, url('g.png') 2x) } /* url(h.png) */";
        let found = ["a.css", "b.css", "c.woff2", "e.png", "f.png", "g.png"];
        assert_eq!(references(css), found);
    }

    #[test]
    fn blocks_without_end_do_no_harm() {
        assert_eq!(references(&"{".repeat(100_000)), Vec::<String>::new());
    }
}
