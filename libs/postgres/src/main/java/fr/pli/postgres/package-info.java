/**
 * PostgreSQL, without a word about what is kept in it: a server of one's own, the pool, statements, migrations.
 */
@NullMarked
package fr.pli.postgres;

import org.jspecify.annotations.NullMarked;
