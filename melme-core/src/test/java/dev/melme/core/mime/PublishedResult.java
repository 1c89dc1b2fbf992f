package dev.melme.core.mime;

import java.util.List;

/**
 * What the tests of php-mime-mail-parser and of zbateson/mail-mime-parser expect of messages that
 * the corpora hold: facts only, subjects with white space folded.
 */
record PublishedResult(String key, String subject, String from, int attachments) {

  static final List<PublishedResult> ALL =
      List.of(
          new PublishedResult(
              "php-mime-mail-parser/m0001",
              "Mail avec fichier attaché de 1ko",
              "name@company.com",
              1),
          new PublishedResult(
              "php-mime-mail-parser/m0002",
              "Mail avec fichier attaché de 3ko",
              "name@company.com",
              1),
          new PublishedResult("php-mime-mail-parser/m0003", "Mail de 14 Ko", "name@company.com", 1),
          new PublishedResult(
              "php-mime-mail-parser/m0007",
              "Mail avec fichier attaché de 3ko",
              "name@company.com",
              1),
          new PublishedResult(
              "php-mime-mail-parser/m0008",
              "Testing MIME E-mail composing with cid",
              "name@company.com",
              3),
          new PublishedResult(
              "php-mime-mail-parser/m0009",
              "Ogone NIEUWE order Maurits PAYID: 951597484 / orderID: 456123 / status: 5",
              "noreply@ogone.com",
              0),
          new PublishedResult("php-mime-mail-parser/m0011", "Hello World !", "name@company.com", 1),
          new PublishedResult("php-mime-mail-parser/m0012", "Hello World !", "name@company.com", 1),
          new PublishedResult(
              "php-mime-mail-parser/m0013",
              "50032266 CAR 11_MNPA00A01_9PTX_H00 ATT N° 1467829. pdf",
              "firstname.name@groupe-company.com",
              1),
          new PublishedResult(
              "php-mime-mail-parser/m0014",
              "Test message from Netscape Communicator 4.7",
              "dwsauder@example.com",
              1),
          new PublishedResult(
              "php-mime-mail-parser/m0015",
              "Up to $30 Off Multivitamins!",
              "service@vitamart.ca",
              0),
          new PublishedResult(
              "php-mime-mail-parser/m0016",
              "Test message with multiple From headers",
              "dwsauder@example.com",
              1),
          new PublishedResult("php-mime-mail-parser/m0018", "[Korea] Name", "name@company.com", 2),
          new PublishedResult(
              "php-mime-mail-parser/m0019",
              "Re: Maya Ethnobotanicals - Emails",
              "sender@test.com",
              0),
          new PublishedResult("php-mime-mail-parser/m0020", "1", "newsletter@finntack.com", 1),
          new PublishedResult(
              "php-mime-mail-parser/m0021",
              "occurs when divided into an array, and the last e of the array! Путін хуйло!!!!!!",
              "mail@exemple.com",
              0),
          new PublishedResult(
              "php-mime-mail-parser/m0022",
              "[PRJ-OTH] asdf árvíztűrő tükörfúrógép",
              "sender@test.com",
              0),
          new PublishedResult(
              "php-mime-mail-parser/m0023",
              "If you can read this you understand the example.",
              "moore@cs.utk.edu",
              0),
          new PublishedResult(
              "php-mime-mail-parser/m0024",
              "Persil, abeilles ...",
              "blablafakeemail@provider.fr",
              1),
          new PublishedResult(
              "php-mime-mail-parser/m0025",
              "Testing MIME E-mail composing with cid",
              "name@company.com",
              3),
          new PublishedResult(
              "php-mime-mail-parser/issue149",
              "מענה 'אני לא נמצא': Invoice 02722027",
              "name@company.com",
              1),
          new PublishedResult(
              "zbateson-mmp/emails/m0018.txt",
              "Test message from Microsoft Outlook 00",
              "doug@example.com",
              3),
          new PublishedResult(
              "zbateson-mmp/emails/m0019.txt",
              "Test message from Microsoft Outlook 00",
              "doug@example.com",
              2),
          new PublishedResult(
              "zbateson-mmp/emails/m0020.txt",
              "Test message from Microsoft Outlook 00",
              "doug@example.com",
              2),
          new PublishedResult(
              "zbateson-mmp/emails/m0021.txt",
              "Test message from Microsoft Outlook 00",
              "doug@example.com",
              3),
          new PublishedResult(
              "zbateson-mmp/emails/m0024.txt",
              "Persil, abeilles ...",
              "blablafakeemail@provider.fr",
              1),
          new PublishedResult(
              "zbateson-mmp/emails/m3007.txt",
              "The Hare and the Tortoise",
              "dwsauder@example.com",
              3),
          new PublishedResult(
              "zbateson-mmp/emails/m4002.txt",
              "Test message from Microsoft Outlook 00",
              "doug@example.com",
              3),
          new PublishedResult(
              "zbateson-mmp/emails/m4004.txt",
              "Die Hasen und die Frösche (Netscape Messenger 4.7)",
              "dwsauder@example.com",
              4),
          new PublishedResult(
              "zbateson-mmp/emails/m4006.txt", "Read: invitation", "sender@email.test", 1),
          new PublishedResult(
              "zbateson-mmp/emails/m4007.txt", "Test multipart-digest", "sender@email.test", 1));
}
