package fr.pli.mime;

/** A body whose Content-Transfer-Encoding nobody knows: {@code NO [UNKNOWN-CTE]} (RFC 3516). */
public final class UnknownEncodingException extends Exception {

    UnknownEncodingException(String encoding) {
        super(encoding);
    }
}
