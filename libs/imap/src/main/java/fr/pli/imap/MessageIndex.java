package fr.pli.imap;

/** What FETCH and SEARCH need of a message without reading it again: ENVELOPE, BODYSTRUCTURE and where its parts lie. Computed once, as the message comes in. */
public final class MessageIndex {}
