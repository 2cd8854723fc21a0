"""邮件来信: letters to the mailbox of the county wait in a tray until a person says what becomes of them (ADR 0072)."""
