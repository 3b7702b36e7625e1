/** What lasts: the SQL schema, its migrations, and the queries that answer users. */
@NullMarked
package io.registrysidecar.store;

import org.jspecify.annotations.NullMarked;
