"""Who may review, follow up and publish: rows of the table of access (`access_table` says how they are read)."""

AFTER = """
use case                               team  mate  else  lead  lead2 head  head2 head3 clerk clrk2 admin admSJ adm2
clue_acts.accept                       .     .     .     .     +     .     .     .     .     .     .     .     .
clue_acts.add_file                     .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.close                        .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.close_as_followed_up         .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.hand_to_unit                 .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.offer                        .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.open_again                   .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.order_rectified              .     .     .     +     .     +     .     .     .     .     .     .     .
clue_acts.reject                       .     .     .     .     +     .     .     .     .     .     .     .     .
clue_acts.take_back                    .     .     .     +     .     .     .     .     .     .     .     .     .
clue_steps.held_clue                   .     .     .     +     .     +     .     .     .     .     .     .     .
clues.steps_of                         .     .     .     +     .     +     .     .     .     .     .     .     .
clues.view_clue                        .     .     .     +     .     +     .     .     .     .     .     .     .
concluding_again.confirm_result        +     .     .     .     .     .     .     .     .     .     .     .     .
concluding_again.sign_anew             +     .     .     .     .     .     .     .     .     .     .     .     .
follow_up_ending.call_off              .     .     .     +     .     +     .     .     .     .     .     .     .
follow_up_sending.choose_day           .     .     .     +     .     +     .     .     .     .     .     .     .
follow_up_sending.choose_officer       .     .     .     +     .     +     .     .     .     .     .     .     .
follow_up_sending.propose              .     .     .     +     .     +     .     .     .     .     .     .     .
follow_up_sending.send_out             .     .     .     +     .     +     .     .     .     .     .     .     .
follow_up_sending.view_choosing        .     .     .     +     .     +     .     .     .     .     .     .     .
follow_ups.earlier_photos              +     .     .     +     .     +     .     .     .     .     .     .     .
follow_ups.view_follow_up              .     .     .     +     .     +     .     .     .     .     .     .     .
publishing.agree                       .     .     .     .     .     +     .     .     .     .     .     .     .
publishing.agree_in                    .     .     .     .     .     +     .     .     .     .     .     .     .
publishing.correct                     .     .     .     +     .     +     .     .     +     .     .     .     .
publishing.prepare                     .     .     .     +     .     +     .     .     +     .     .     .     .
publishing.send_back                   .     .     .     .     .     +     .     .     +     .     .     .     .
publishing.withdraw                    .     .     .     +     .     +     .     .     +     .     .     .     .
publishing.withhold                    .     .     .     +     .     +     .     .     +     .     .     .     .
publishing_together.agree_to_all       .     .     .     .     .     +     .     .     .     .     .     .     .
publishing_together.prepare_all        .     .     .     +     .     +     +     .     +     .     .     .     .
publishing_view.ask_preview            .     .     .     +     .     +     .     .     +     .     .     .     .
publishing_view.view_publishing        .     .     .     +     .     +     .     .     +     .     .     .     .
returned_view.view_exchange            +     .     .     .     .     +     .     .     .     .     .     .     .
returned_view.view_returned            +     .     .     .     .     .     .     .     .     .     .     .     .
returning.choose_return                .     .     .     .     .     +     .     .     .     .     .     .     .
returning.comment_return               .     .     .     .     .     +     .     .     .     .     .     .     .
returning.discuss                      +     .     .     .     .     +     .     .     .     .     .     .     .
returning.drop_returns                 .     .     .     .     .     +     .     .     .     .     .     .     .
returning.held_return                  +     .     .     .     .     +     .     .     .     .     .     .     .
returning.send_returns                 .     .     .     .     .     +     .     .     .     .     .     .     .
returning.take_back                    .     .     .     .     .     +     .     .     .     .     .     .     .
returning.view_draft                   .     .     .     .     .     +     .     .     .     .     .     .     .
review_history.view_history            +     .     .     +     .     +     .     .     .     .     .     .     .
reviewing.approve                      .     .     .     .     .     +     .     .     .     .     .     .     .
reviewing.held_review                  .     .     .     .     .     +     .     .     .     .     .     .     .
reviewing.reopen                       .     .     .     .     .     +     .     .     .     .     .     .     .
supervision.ensure_reader              +     .     .     +     .     +     .     .     .     .     .     .     .
supervision.view_answers               +     .     .     +     .     +     .     .     .     .     .     .     .
supervision.view_files                 +     .     .     +     .     +     .     .     .     .     .     .     .
supervision.view_supervised            +     .     .     +     .     +     .     .     .     .     .     .     .
"""
