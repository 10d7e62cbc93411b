# What Request Tracker runs to wake us: a scrip with "User Defined" as its action, the template
# Blank, and this as its custom commit code, for each of: On Correspond, On Comment, On Status
# Change, On Owner Change, On Queue Change. In RT_SiteConfig.pm:
#   Set($SchakelWakeUrl, 'https://schakel.example.org/tickets/rt');
#   Set($SchakelWakeSecret, '...');    # SCHAKEL_RT_WEBHOOK_SECRET
# It runs while somebody saves: so it waits two seconds at most, and never fails.
use Digest::SHA qw(hmac_sha256_hex);
use LWP::UserAgent;
my $body = sprintf '{"ticket": %d, "transaction": %d}', $self->TicketObj->Id, $self->TransactionObj->Id;
eval {
    LWP::UserAgent->new( timeout => 2 )->post(
        RT->Config->Get('SchakelWakeUrl'),
        'Content-Type'        => 'application/json',
        'X-Schakel-Signature' => hmac_sha256_hex( $body, RT->Config->Get('SchakelWakeSecret') ),
        Content               => $body,
    );
};
RT->Logger->info("schakel: $@") if $@;
return 1;
