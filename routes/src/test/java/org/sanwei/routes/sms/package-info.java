/** Tests of the short message's wire form. */
@NullMarked
package org.sanwei.routes.sms;

import org.jspecify.annotations.NullMarked;
