/** A test hierarchy with the shape of IGC Santé: authorities, certificates good and bad, CRL and OCSP over HTTP. */
@NullMarked
package fr.pli.igc;

import org.jspecify.annotations.NullMarked;
