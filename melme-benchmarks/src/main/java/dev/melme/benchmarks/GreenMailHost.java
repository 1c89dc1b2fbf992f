package dev.melme.benchmarks;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.ByteArrayInputStream;

/** The reference: GreenMail without its sockets, called as its SMTP commands call it. */
final class GreenMailHost implements MailHost {

  private final Managers managers = new Managers();

  GreenMailHost(int recipients) {
    for (int i = 0; i < recipients; i++) {
      String address = MailHost.recipient(i);
      try {
        managers.getUserManager().createUser(address, address, "secret");
      } catch (UserException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** MailCommand, RcptCommand and, after its socket was read, DataCommand of GreenMail 2.1.13. */
  @Override
  public void deliver(String sender, String recipient, byte[] message) {
    SmtpState state = new SmtpState();
    MovingMessage moving = state.getMessage();
    moving.setReturnPath(new MailAddress(sender));
    moving.addRecipient(new MailAddress(recipient));
    moving.setMimeMessage(GreenMailUtil.newMimeMessage(new ByteArrayInputStream(message)));
    managers.getSmtpManager().send(state);
  }

  @Override
  public long stored() {
    return managers.getUserManager().listUser().stream()
        .mapToLong(user -> inbox(user).getMessageCount())
        .sum();
  }

  @Override
  public void empty() {
    managers.getUserManager().listUser().forEach(user -> inbox(user).deleteAllMessages());
  }

  private MailFolder inbox(GreenMailUser user) {
    try {
      return managers.getImapHostManager().getInbox(user);
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }
}
