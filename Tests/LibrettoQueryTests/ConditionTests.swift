import LibrettoModel
import LibrettoQuery
import Testing

@Suite struct ConditionTests {
  @Test func theSampleBookIsSound() {
    #expect(SampleBook.loaded.findings == [])
    #expect(SampleBook.source.catalog.records.allSatisfy { $0.isReadable })
    #expect(SampleBook.source.catalog.records.count == SampleBook.files.count)
    // Only the empty value, which a query takes for absent, is against a schema.
    let findings = SampleBook.source.catalog.records.flatMap { Rules.check($0, in: SampleBook.book) }
    #expect(findings.map { "\($0.code.rawValue) \($0.path)" } == ["LB201 leads/kim.md"])
  }

  static let leads: [(String, String)] = [
    ("", "jane-doe juergen kim ola zoe"),
    // equals, equals any, differs
    ("stage:mql", "jane-doe zoe"), ("stage:mql,sql", "jane-doe ola zoe"), ("stage!=mql", "juergen kim ola"),
    ("not:stage:mql", "juergen kim ola"), ("stage!=mql,sql", "juergen kim"),
    ("not:stage!=mql", "jane-doe zoe"),
    ("owner!=tom", "juergen kim ola"), ("name:\"Jane Doe\"", "jane-doe"), ("name:Jane\" \"Doe", "jane-doe"),
    ("name:\"jane doe\"", ""), ("name:\"Kim \\\"K\\\" Lee, Jr.\"", "kim"), ("name:\"zoë a..b\"", "zoe"),
    ("fit:A", "jane-doe"), ("fit:A,B,C", "jane-doe ola"), ("recycle_reason:no-budget", "kim"),
    ("title:CTO", "jane-doe zoe"), ("country:NO", "ola"), ("email:jane@globex.example", "jane-doe"),
    // contains
    ("name~DOE", "jane-doe"), ("name~jur", "juergen"), ("name~muller", "juergen"), ("name~zoe", "zoe"),
    ("name~\"K\\\" l\"", "kim"), ("name~doe,zoe", "jane-doe zoe"), ("tags~part", "jane-doe juergen"),
    ("text~\"single sign-on\"", "jane-doe"), ("text~naive", "jane-doe"), ("text~zurich", "jane-doe"),
    ("text~quote", "jane-doe"), ("text~\"(list)\"", "ola"), ("text~recycle_reason", ""),
    ("text~no-budget", "kim"),
    ("next~demo", "ola"), ("account~glob", "jane-doe juergen"), ("score~80.5", "ola"),
    ("id~o", "jane-doe ola zoe"),
    // ranges
    ("score:50..", "jane-doe kim ola"), ("score:..50", "juergen kim zoe"), ("score:50..72", "jane-doe kim"),
    ("score:0.05k..", "jane-doe kim ola"), ("score:80.50", "ola"), ("score:5,10", "juergen zoe"),
    ("score:1..9,75..", "juergen ola"), ("score!=50", "jane-doe juergen ola zoe"), ("score:0.0001m", ""),
    // presence
    ("has:email", "jane-doe juergen"), ("no:email", "kim ola zoe"), ("has:title", "jane-doe zoe"),
    ("no:tags", "kim ola zoe"),
    ("no:next.due", "juergen kim zoe"), ("has:consent", "jane-doe juergen"),
    ("has:account.country", "jane-doe juergen ola zoe"),
    ("no:account", "kim"), ("not:has:email", "kim ola zoe"), ("not:no:email", "jane-doe juergen"),
    // lists
    ("tags:partner", "jane-doe juergen"), ("not:tags:partner", "kim ola zoe"),
    ("tags!=pricing", "juergen kim ola zoe"),
    ("campaigns:fair", "jane-doe"), ("campaigns:webinar,fair", "jane-doe ola"),
    ("tags:pricing tags:partner", "jane-doe"),
    ("tags.count:2", "jane-doe"), ("tags.count:0", "kim ola zoe"),
    // and, or, groups
    ("stage:mql owner:tom", "jane-doe zoe"), ("stage:mql and score:50..", "jane-doe"),
    ("stage:sql or score:70..", "jane-doe ola"),
    ("(stage:sql or score:70..) and text~\"single sign-on\"", "jane-doe"),
    ("stage:recycled or stage:mql score:50..", "jane-doe kim"),
    ("stage:mql score:50.. or stage:recycled", "jane-doe kim"),
    ("not:(stage:mql or stage:sql)", "juergen kim"),
    ("not:(stage:mql score:50..)", "juergen kim ola zoe"), ("((stage:mql))", "jane-doe zoe"),
    ("not:not:stage:mql", "jane-doe zoe"),
    ("(stage:mql)(owner:tom)", "jane-doe zoe"), ("stage:mql or(stage:sql)", "jane-doe ola zoe"),
    // members
    ("owner:@me", "jane-doe zoe"), ("owner:tom,ada", "jane-doe ola zoe"), ("owner:@ada", "ola"),
    ("owner.team:sales", "jane-doe ola zoe"),
    ("owner.name~weber", "juergen"), ("owner.email:ada@aria.example", "ola"),
    // links
    ("account:globex", "jane-doe juergen"), ("account:globex-gmbh", "jane-doe juergen"),
    ("account:account/globex", "jane-doe juergen"),
    ("account.country:NO", "ola"), ("account.name~GLO", "jane-doe juergen"), ("account.parent:globex", "zoe"),
    ("account.parent.country:DE", "zoe"), ("account.id:globex", "jane-doe juergen"),
    ("not:account.country:DE", "kim ola zoe"),
    ("account.employees:1k..", "jane-doe juergen"), ("account.owner:@me", "jane-doe juergen"),
    ("campaigns.name:Fair", "jane-doe"),
    ("account.(country:DE tier:A)", "jane-doe juergen"), ("account.revenue:2m..", "jane-doe juergen"),
    ("account.deals.stage:lost", "jane-doe juergen"), ("account.leads.stage:sql", "ola"),
    // reverse links
    ("has:deals", "jane-doe juergen"), ("no:deals", "kim ola zoe"), ("deals.amount:10k..", "jane-doe"),
    ("deals:small", "jane-doe juergen"),
    ("deals.stage:won deals.owner:mia", "jane-doe"), ("deals.(stage:won owner:mia)", ""),
    ("deals.(stage:lost owner:mia)", "jane-doe juergen"),
    ("deals.count:2..", "jane-doe"), ("deals.count:0", "kim ola zoe"), ("tasks.name:First", "jane-doe"),
    ("not:deals.stage:won", "juergen kim ola zoe"),
    // log
    ("log.kind:call", "jane-doe ola"), ("log.kind:call log.by:mia", "jane-doe ola"),
    ("log.(kind:call by:mia)", "ola"),
    ("log.(kind:call by:@me)", "jane-doe"), ("log.(kind:call not:by:mia)", "jane-doe"),
    ("log.at:-7d..", "jane-doe ola"),
    ("log.at:-2h..", "jane-doe"), ("log.at:-1h..", ""), ("log.at:2026-11-02", "jane-doe"),
    ("log.at:2026-11", "jane-doe ola"),
    ("log.at:..2026-10", "jane-doe"), ("log.at:2026-10-05", "jane-doe"),
    ("log.at:2026-11-18T10:00", "jane-doe"),
    ("log.at:2026-11-18T10:01..", ""), ("log.by:tom", "jane-doe"), ("log.text~kick", "ola"),
    ("log~kick", "ola"), ("has:log", "jane-doe ola"),
    ("no:log", "juergen kim zoe"), ("log.count:3", "jane-doe"),
    ("log.(kind:click or kind:meeting)", "jane-doe ola"),
    // dates
    ("next.due:..+7d", "jane-doe ola"), ("next.due:..+6d", "ola"), ("next.due:+2d", "ola"),
    ("next.due:2026-W47", "ola"),
    ("next.due:eow..", "jane-doe"), ("created:2026", "jane-doe kim ola zoe"),
    ("created:2026-Q4", "jane-doe kim ola zoe"),
    ("created:2026-11", "kim ola zoe"), ("created:2026-11-18", "kim"), ("created:today", "kim"),
    ("created:yesterday", "zoe"),
    ("created:som..", "kim ola zoe"), ("created:..-1m", "jane-doe juergen"),
    ("created:2025..2026-10", "jane-doe juergen"),
    ("created:-2w..", "kim zoe"), ("created:..soy", "juergen"), ("created:-8h..", "kim"),
    ("created:2025,today", "juergen kim"),
    // booleans, built-in words
    ("consent.marketing:true", "jane-doe"), ("consent.marketing!=true", "juergen kim ola zoe"),
    ("id:kim,zoe", "kim zoe"),
    ("id:lead/kim", "kim"), ("type:lead stage:sql", "ola"), ("path~leads/k", "kim"),
    ("field.\"stage\":mql", "jane-doe zoe"),
  ]

  @Test(arguments: leads) func answersAboutLeads(query: String, ids: String) throws {
    #expect(try SampleBook.ids("leads \(query)") == ids, "leads \(query)")
  }

  static let others: [(String, String)] = [
    ("lead stage:sql", "ola"), ("accounts leads.stage:mql no:deals", ""),
    ("accounts leads.stage:mql", "acme globex"),
    ("accounts has:deals@partner", "acme initech"), ("accounts deals@partner.stage:won", "acme"),
    ("accounts no:deals", "hooli"),
    ("accounts deals.count:2", "acme globex initech"), ("accounts deals@account.count:1", "acme"),
    ("accounts leads.count:2", "globex"),
    ("accounts has:accounts", "globex"), ("accounts accounts@parent:acme", "globex"),
    ("accounts id:globex-gmbh", "globex"),
    ("accounts aliases:globex-gmbh", "globex"), ("accounts status:customer,partner", "acme globex"),
    ("accounts leads.(stage:mql owner:tom)", "acme globex"),
    ("accounts revenue:1000", ""), ("accounts revenue:\"1000 USD\"", "hooli"),
    ("accounts revenue:1kUSD..", "hooli"), ("campaigns leads.owner:ada", "webinar"),
    ("deals amount:10k..", "big ten"), ("deals amount:..1000", "small"), ("deals amount:12000", "big"),
    ("deals amount:\"12000.00 EUR\"", "big"),
    ("deals amount:5kUSD", "usd"), ("deals amount:1..", "big small ten"),
    ("deals amount!=12k", "none small ten usd"),
    ("deals closed:2026-Q3", "big usd"), ("deals closed:2026-07..2026-09", "big usd"),
    ("deals contacts.stage:subscriber", "small"),
    ("deals stage:won closed:2026-Q3", "big usd"), ("deals account.industry:software", "none ten usd"),
    ("deals closed:today..", "ten"),
    // a schema of the book's own: reserved names, durations, moments, links to several types
    ("tasks field.\"no\":x", "t1"), ("tasks text:own", "t1"), ("tasks count:3", "t1"),
    ("tasks done:false", "t2"), ("tasks effort:1d..", "t1"),
    ("tasks effort:P3D", "t1"), ("tasks effort:..8h", "t2"), ("tasks effort:3m", ""),
    ("tasks at:2026-11-18", "t1"), ("tasks at:tomorrow", "t2"), ("tasks at:-1h..+1h", "t1"),
    ("tasks at:2026-11-18T11:30:00Z", "t1"), ("tasks clock:12:00..13:00", "t1"), ("tasks about:big", "t2"),
    ("tasks about:lead/jane-doe", "t1"),
    ("tasks about.stage:won", "t2"), ("tasks about.owner:tom", "t1 t2"), ("tasks about.amount:1k..", "t2"),
    ("tasks watchers:@me", "t1"), ("tasks watchers.team:marketing", "t1"),
    ("tasks parts.what:dig", "t1 t2"), ("tasks parts.hours:6..", "t2"), ("tasks parts.count:2", "t1"),
    ("tasks watchers.count:2", "t1"),
    // no schema: the value says how it reads
    ("products price:55", "one"), ("products price:1k..", "two"), ("products sku:0049", "one"),
    ("products sku:gtx..pro", "two"), ("products since:2026", "one"),
    ("products since:2025..2025-12", "two"), ("products active:true", "one"), ("products no:active", "two"),
    ("products size.w:3", "one"), ("products keeper:@me", "one"), ("products name:One,Two", "one two"),
  ]

  @Test(arguments: others) func answersAboutOtherTypes(query: String, ids: String) throws {
    #expect(try SampleBook.ids(query) == ids, "\(query)")
  }

  @Test func theTablesAreLongEnough() { #expect(Self.leads.count + Self.others.count >= 120) }
}
