package org.sanwei.gateway.bulletin;

import java.time.Duration;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.WecomRules;

/**
 * What a deployment says of its bulletins: the two outlets, what their texts must be like, and how
 * long a release may be sent after it was signed.
 */
public record BulletinRules(
    OutletName smsOutlet,
    SmsRules sms,
    OutletName wecomOutlet,
    WecomRules wecom,
    Duration validity) {}
