/** TLS engines and contexts per listener, IGC Santé path building, CRL and OCSP, what a peer certificate says. */
@NullMarked
package fr.pli.tls;

import org.jspecify.annotations.NullMarked;
