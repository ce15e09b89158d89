/**
 * What a short message is on the wire: alphabets, user data headers, and the places of a long
 * message's parts, as SMPP 3.4, 3GPP TS 23.038 and TS 23.040 have them; and the port through which
 * whoever owns a session hands texts in. Pure, and fed by strangers. May import: Jackson.
 */
@NullMarked
package org.sanwei.routes.sms;

import org.jspecify.annotations.NullMarked;
