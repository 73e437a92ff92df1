package fr.pli.tls;

/** What a peer shows its certificate for. */
public enum CertificateUse {
    /** To log in to us. */
    CLIENT,
    /** To be the server that we connect to; whether it has the right host name is not looked at here. */
    SERVER
}
