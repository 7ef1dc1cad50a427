# A book whose agreement promises something, with the history of an autumn: seven leads, told in ten commits.
at() { export GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1; }
commit() { git add -A && GIT_AUTHOR_NAME="$2" GIT_AUTHOR_EMAIL="$1@aria.example" git commit -q -m "$3"; }
edit() { sed -i.bak "$2" "leads/$1.md" && rm "leads/$1.md.bak"; }
note() { printf -- '- %s\n' "$2" >>"leads/$1.md"; }
mkdir -p agreed/leads agreed/accounts agreed/deals agreed/campaigns agreed/competitors agreed/content && cd agreed && git init -q -b main
cat > libretto.yaml <<'END'
libretto: 1
name: Aria GmbH
timezone: Europe/Berlin
currency: EUR
members:
  mia: {name: Mia Weber, email: mia@aria.example, team: marketing}
  tom: {name: Tom Krüger, email: tom@aria.example, team: sales}
  sara: {name: Sara Lind, email: sara@aria.example, team: sales}
END
cat > agreement.yaml <<'END'
lifecycles:
  lead:
    type: lead
    field: stage
    stages:
      - {name: subscriber, team: marketing}
      - {name: lead, team: marketing, means: Showed interest}
      - {name: mql, team: marketing, means: Marketing says it is ready for sales, gate: [email, account, "score:50.."]}
      - {name: sal, team: sales, means: Sales accepted the hand-off, gate: [owner]}
      - {name: sql, team: sales, means: Sales confirmed need and timing, gate: ["fit:A,B"]}
      - {name: opportunity, team: sales, means: A deal is open, gate: [deals]}
      - {name: customer, team: sales, means: A deal is won}
      - {name: recycled, team: marketing, means: Back to nurturing, gate: [recycle_reason]}
      - {name: disqualified, team: sales, means: Not a fit, gate: [disqualify_reason]}
    moves:
      mql: [sal, recycled, disqualified]
      sal: [sql, recycled, disqualified]
  deal:
    type: deal
    field: stage
    stages:
      - {name: open, team: sales, probability: 20}
      - {name: proposal, team: sales, probability: 50, gate: [amount]}
      - {name: won, team: sales, won: true, gate: [amount, closed]}
      - {name: lost, team: sales, lost: true, gate: [closed]}
vocabulary:
  activities: [call, email, meeting, demo, event, click, visit, download, mail, ad, note, stage, handoff, accept, recycle, disqualify, feedback]
reasons:
  recycle: [no-budget, no-timing, wrong-person]
  disqualify: [student, competitor, no-fit]
calendar:
  hours: {mon-fri: "09:00-17:00"}
service_levels:
  first-response: {title: First response, party: sales, on: lead, from: "stage -> mql", until: "log.kind:call,email,meeting by sales", within: 8h, hours: business, target: 90%}
  decision: {title: Decision, party: sales, on: lead, from: "stage -> mql", until: "stage -> sal,recycled,disqualified", within: 3d, hours: business}
  attempts: {title: Attempts, party: sales, on: lead, from: "stage -> sal", count: "log.kind:call,email by sales", at_least: 3, within: 14d}
  feedback: {title: Feedback, party: sales, on: lead, from: "stage -> recycled,disqualified", until: "log.kind:feedback", within: 2d}
  supply: {title: Supply of MQLs, party: marketing, on: lead, count: "stage -> mql", at_least: 4, per: month}
  heads-up: {title: Heads-up, party: marketing, on: campaign, from: announced, before: starts, at_least: 5d}
goals:
  mql-q4: {title: Qualified leads, team: marketing, count: "leads stage -> mql", period: 2026-Q4, target: 12}
  revenue-q4: {title: Won revenue, team: [sales, marketing], sum: "deals amount", where: "stage:won", on: closed, period: 2026-Q4, target: 50000 EUR}
scoring:
  fit: [{when: "account.employees:50..", points: 20}, {when: "account.country:DE,AT,CH", points: 10}, {when: "title~Head", points: 15}]
  engagement: {points: {click: 5, visit: 3, download: 10, event: 20, demo: 30}, half_life: 30d}
  grid: {A: 40.., B: 20..39, C: ..19}
  alert: {rise: 20, within: 7d}
attribution: {touches: [click, visit, download, event, mail, ad], default: w, half_life: 7d}
routing: [{when: "account.country:DE,AT,CH", to: [tom, sara], by: load}, {to: [tom], by: turn}]
capacity: {tom: 3, sara: 2}
END
account() { printf -- '---\nname: %s\ncountry: %s\nemployees: %s\n---\n' "$2" "$3" "$4" >"accounts/$1.md"; }
lead() {
  printf -- '---\nname: %s\nemail: %s@%s.example\naccount: %s\nstage: lead\nscore: %s\nsource: %s\ncreated: 2026-10-01\n---\n\n## Log\n\n' \
    "$2" "$1" "$3" "$3" "$4" "$5" >"leads/$1.md"
}
account nordwind "Nordwind Logistik" DE 400
account kystbanken Kystbanken DK 900
account alpenmilch Alpenmilch AT 60
lead anna-berg "Anna Berg" nordwind 70 webinar
lead bo-lund "Bo Lund" kystbanken 62 webinar
lead carla-roth "Carla Roth" nordwind 55 search
lead dora-kern "Dora Kern" alpenmilch 58 event
lead emil-vang "Emil Vang" kystbanken 51 search
lead finn-holm "Finn Holm" kystbanken 40 search
lead gerd-maas "Gerd Maas" alpenmilch 66 event
printf -- '---\nname: Single sign-on, live\nkind: webinar\nannounced: 2026-11-06\nstarts: 2026-11-10\nends: 2026-11-10\nowner: mia\ncost: 1200\n---\n' >campaigns/sso-live.md
printf -- '---\nname: Winter mail\nkind: mail\nannounced: 2026-11-19\nstarts: 2026-12-01\nends: 2026-12-04\nowner: mia\n---\n' >campaigns/winter-mail.md
printf -- '---\nname: Keyharbor\n---\n' >competitors/keyharbor.md
printf -- '---\nname: Buyer guide\nkind: paper\nstages: [lead, mql]\n---\n' >content/buyer-guide.md
at 2026-10-01T08:00:00Z && commit mia "Mia Weber" "Start the book"
note anna-berg "2026-11-01 20:15 click @mia: Opened the invitation [[sso-live]]"
edit anna-berg 's/^stage: .*/stage: mql/' && at 2026-11-02T08:30:00Z && commit mia "Mia Weber" "Anna is ready"
note anna-berg "2026-11-02 11:00 call @tom: Wants a demo in December"
edit anna-berg 's/^stage: .*/stage: sal\
owner: tom/' && at 2026-11-02T10:05:00Z && commit tom "Tom Krüger" "Accept Anna"
note emil-vang "2026-11-03 09:00 download: Read the [[buyer-guide]]"
edit emil-vang 's/^stage: .*/stage: mql/' && at 2026-11-03T10:00:00Z && commit mia "Mia Weber" "Emil is ready"
note emil-vang "2026-11-05 15:30 email @sara: No answer so far"
edit emil-vang 's/^stage: .*/stage: recycled\
recycle_reason: no-timing/' && at 2026-11-06T09:00:00Z && commit sara "Sara Lind" "Recycle Emil"
edit dora-kern 's/^stage: .*/stage: mql/' && at 2026-11-12T09:00:00Z && commit mia "Mia Weber" "Dora is ready"
edit bo-lund 's/^stage: .*/stage: mql\
owner: sara/' && at 2026-11-16T08:00:00Z && commit mia "Mia Weber" "Bo is ready"
note bo-lund "2026-11-18 14:00 call @sara: Compares us with [[keyharbor]]"
at 2026-11-18T13:10:00Z && commit sara "Sara Lind" "Call Bo"
printf -- '---\nname: Nordwind rollout\naccount: nordwind\ncontacts: [anna-berg]\nstage: proposal\namount: 24000\nowner: tom\nopened: 2026-11-09\n---\n' >deals/nordwind-rollout.md
printf -- '---\nname: Alpenmilch start\naccount: alpenmilch\nstage: won\namount: 8000\nowner: sara\nopened: 2026-09-01\nclosed: 2026-10-20\ncompetitors: [keyharbor]\n---\n' >deals/alpenmilch-start.md
edit carla-roth 's/^stage: .*/stage: mql/' && at 2026-11-20T14:00:00Z && commit mia "Mia Weber" "Carla is ready"
unset GIT_AUTHOR_DATE GIT_COMMITTER_DATE
