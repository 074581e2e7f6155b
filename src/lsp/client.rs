//! What the client at the other end can do, read once from what it says of itself.

use crate::text::Encoding;
use tower_lsp_server::ls_types::{ClientCapabilities, PositionEncodingKind};

/// What the client can do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Abilities {
    /// In what columns are counted.
    pub(super) encoding: Encoding,
    /// It asks for diagnostics itself, so that nothing is pushed.
    pub(super) pulls: bool,
    /// It can be told to ask again.
    pub(super) refreshes_diagnostics: bool,
    /// It shows lenses.
    pub(super) lenses: bool,
    /// It can be told to ask again for lenses.
    pub(super) refreshes_lenses: bool,
    /// The same for inlay hints.
    pub(super) refreshes_hints: bool,
    /// It takes edits that name the version they are for.
    pub(super) versioned_edits: bool,
    /// It can be told later which files to watch.
    pub(super) watches: bool,
    /// It has settings to be asked for.
    pub(super) has_settings: bool,
    /// It wants to be told to say when settings change.
    pub(super) registers_settings: bool,
    /// It can open a file when asked.
    pub(super) shows_documents: bool,
}

impl Default for Abilities {
    fn default() -> Abilities {
        of(&ClientCapabilities::default())
    }
}

/// What a client can do, as it says itself.
pub(super) fn of(capabilities: &ClientCapabilities) -> Abilities {
    let workspace = capabilities.workspace.as_ref();
    let text = capabilities.text_document.as_ref();
    let window = capabilities.window.as_ref();
    let yes = |said: Option<bool>| said == Some(true);
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
    Abilities {
        encoding: encoding(offered),
        pulls: text.is_some_and(|text| text.diagnostic.is_some()),
        refreshes_diagnostics: yes(workspace.and_then(|w| w.diagnostics.as_ref()?.refresh_support)),
        lenses: text.is_some_and(|text| text.code_lens.is_some()),
        refreshes_lenses: yes(workspace.and_then(|w| w.code_lens.as_ref()?.refresh_support)),
        refreshes_hints: yes(workspace.and_then(|w| w.inlay_hint.as_ref()?.refresh_support)),
        versioned_edits: yes(workspace.and_then(|w| w.workspace_edit.as_ref()?.document_changes)),
        watches: yes(workspace.and_then(|w| w.did_change_watched_files.as_ref()?.dynamic_registration)),
        has_settings: yes(workspace.and_then(|w| w.configuration)),
        registers_settings: yes(workspace.and_then(|w| w.did_change_configuration.as_ref()?.dynamic_registration)),
        shows_documents: window.and_then(|w| w.show_document.as_ref()).is_some_and(|show| show.support),
    }
}

/// UTF-8 where it is offered, for it costs nothing here; otherwise what the client likes best.
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let known = |kind: &PositionEncodingKind| {
        [
            (PositionEncodingKind::UTF8, Encoding::Utf8),
            (PositionEncodingKind::UTF16, Encoding::Utf16),
            (PositionEncodingKind::UTF32, Encoding::Chars),
        ]
        .into_iter()
        .find_map(|(known, encoding)| (known == *kind).then_some(encoding))
    };
    if offered.contains(&PositionEncodingKind::UTF8) {
        return Encoding::Utf8;
    }
    offered.iter().find_map(known).unwrap_or(Encoding::Utf16)
}

/// The protocol's name of an encoding.
pub(super) fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Chars => PositionEncodingKind::UTF32,
    }
}
