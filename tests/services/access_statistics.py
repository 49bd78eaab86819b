"""Who reads statistics, and who decides what follows from results: rows of the table of access.

`access_table` says how they are read. What is decided is about an object of the department.
"""

STATISTICS = """
use case                               team  mate  else  lead  lead2 head  head2 head3 clerk clrk2 admin admSJ adm2
breach_decisions.put_back_breach       .     .     .     .     .     +     +     .     .     .     .     .     .
breach_decisions.view_decision         .     .     .     .     .     +     +     .     .     .     .     .     .
breach_decisions.view_decisions        .     .     .     .     .     +     +     +     .     .     .     .     .
breaches.breach_proposal               .     .     .     .     .     +     +     .     .     .     .     .     .
breaches.breach_proposals              .     .     .     .     .     +     +     +     .     .     .     .     .
breaches.decline_breach                .     .     .     .     .     +     +     .     .     .     .     .     .
breaches.ensure_proposed               .     .     .     .     .     +     +     .     .     .     .     .     .
breaches.release_breach                .     .     .     .     .     +     +     .     .     .     .     .     .
breaches.view_breach                   .     .     .     .     .     +     +     +     .     .     .     .     .
breaches.view_breaches                 .     .     .     .     .     +     +     +     .     .     .     .     .
breaches.withdraw_breach               .     .     .     .     .     +     +     .     .     .     .     .     .
credit_records.credit_record           .     .     .     +     +     +     +     +     .     .     .     .     .
credit_records.find_objects            .     .     .     +     +     +     +     +     .     .     .     .     .
dashboards.open_dashboard              .     .     .     .     .     +     +     +     .     .     .     .     .
object_results.decided_object          .     .     .     .     .     +     +     .     .     .     .     .     .
risk_suggestions.accept_risk           .     .     .     .     .     +     +     .     .     .     .     .     .
risk_suggestions.decline_risk          .     .     .     .     .     +     +     .     .     .     .     .     .
risk_suggestions.risk_suggestion       .     .     .     .     .     +     +     .     .     .     .     .     .
risk_suggestions.risk_suggestions      .     .     .     .     .     +     +     +     .     .     .     .     .
statistics.departments_read            .     .     .     +     +     +     +     +     .     .     .     .     .
statistics_files.ask_breaches          .     .     .     .     .     +     +     +     .     .     .     .     .
statistics_files.ask_credit_record     .     .     .     +     +     +     +     +     .     .     .     .     .
statistics_files.ask_figures           .     .     .     +     +     +     +     +     .     .     .     .     .
statistics_files.ask_statistic         .     .     .     +     +     +     +     +     .     .     .     .     .
statistics_files.ask_suggestions       .     .     .     .     .     +     +     +     .     .     .     .     .
"""
