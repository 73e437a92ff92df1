package fr.pli.imap;

/** A body whose Content-Transfer-Encoding nobody knows: {@code NO [UNKNOWN-CTE]} (RFC 3516). */
final class UnknownEncodingException extends Exception {

    UnknownEncodingException(String encoding) {
        super(encoding);
    }
}
