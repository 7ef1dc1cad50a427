# A small book for transcripts: two teams, a lifecycle with gates and moves, five records, one commit.
mkdir -p aria/leads aria/accounts aria/deals aria/campaigns && cd aria && git init -q -b main
cat > libretto.yaml <<'END'
libretto: 1
name: Aria GmbH
timezone: Europe/Berlin
currency: EUR
members:
  mia: {name: Mia Weber, email: mia@aria.example, team: marketing}
  tom: {name: Tom Krüger, email: tom@aria.example, team: sales}
END
cat > agreement.yaml <<'END'
lifecycles:
  lead:
    type: lead
    field: stage
    stages:
      - {name: lead, team: marketing, means: Showed interest}
      - {name: mql,  team: marketing, means: Ready for sales, gate: [email, account, "score:50.."]}
      - {name: sal,  team: sales,     means: Accepted by sales, gate: [owner]}
      - {name: recycled, team: marketing, means: Back to nurturing, gate: [recycle_reason]}
    moves:
      mql: [sal, recycled]
  deal:
    type: deal
    field: stage
    stages: [{name: open}, {name: won}, {name: lost}]
vocabulary:
  activities: [call, email, meeting, click, stage]
reasons:
  recycle: [no-budget, no-timing]
END
cat > leads/jane-doe.md <<'END'
---
name: Jane Doe
email: jane@globex.example
phone: "+49 30 1234567"
account: globex                # a link: the id of an account
stage: mql
owner: tom                     # a member
campaigns: [2026-q4-webinar]
score: 72
next: {what: Call back, due: 2026-11-25}
created: 2026-10-02
tags: [pricing]
---

# Jane Doe

Wants single sign-on. Met at [[2026-q4-webinar]].

## Log

- 2026-11-03 14:05 call @tom: Asked for a quote, decides in December.
- 2026-11-02 09:12 click @mia: Opened the follow-up mail [[2026-q4-webinar]]
END
cat > leads/jo-ho.md <<'END'
---
name: 李小龍
email: jo@initech.example
account: initech
stage: lead
created: 2026-11-01
---
END
printf -- '---\nname: Globex\ncountry: NO\nemployees: 120\n---\n\n# Globex\n' > accounts/globex.md
printf -- '---\nname: Initech\ncountry: DE\nemployees: 40\n---\n' > accounts/initech.md
printf -- '---\nname: Globex 2026\naccount: globex\ncontacts: [jane-doe]\nstage: won\namount: 12000.50\nclosed: 2026-08-14\nowner: tom\n---\n' > deals/globex-2026.md
printf -- '---\nname: Initech pilot\naccount: initech\nstage: open\namount: 900\nowner: mia\n---\n' > deals/initech-pilot.md
printf -- '---\nname: Single sign-on, live\nkind: webinar\nstarts: 2026-10-20\n---\n' > campaigns/2026-q4-webinar.md
git add -A && git commit -q -m "Start the book"
