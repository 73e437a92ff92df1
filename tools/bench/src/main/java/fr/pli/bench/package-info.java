/** {@code ./pli bench}: what Pli does under load, and what it costs, beside what others do on the same machine in the same run. */
@NullMarked
package fr.pli.bench;

import org.jspecify.annotations.NullMarked;
