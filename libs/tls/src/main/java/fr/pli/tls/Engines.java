package fr.pli.tls;

import javax.net.ssl.SSLEngine;

/** Makes server engines of one library with one key and one listener's settings. */
sealed interface Engines extends AutoCloseable permits BoringEngines, JdkEngines {

    /** A new one for one connection. */
    SSLEngine newEngine();

    /** Frees what the engines shared, once those still in use are done. */
    @Override
    void close();
}
