package fr.pli.psc;

/** What the operator asks PSC about a token ({@code psc.validation.method}). */
public enum ValidationMethod {
    /** RFC 7662, as a client of PSC that may. */
    INTROSPECTION,
    /** OpenID Connect userinfo, with the token itself. */
    USERINFO
}
