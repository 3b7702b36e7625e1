/** The SQL schema, its migrations, and the queries that answer users. */
@NullMarked
package io.registrysidecar.store.jdbc;

import org.jspecify.annotations.NullMarked;
