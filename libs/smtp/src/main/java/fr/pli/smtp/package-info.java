/** The SMTP server engine (RFC 5321, RFC 6409). It knows a {@link fr.pli.smtp.Reception}, no database and no rule of MSSanté. */
@NullMarked
package fr.pli.smtp;

import org.jspecify.annotations.NullMarked;
